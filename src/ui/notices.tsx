import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { Notice } from './editor/ports.ts'

const LOOKS = {
  plain: { color: 'gray', Icon: Info },
  good: { color: 'teal', Icon: CircleCheck },
  trouble: { color: 'orange', Icon: TriangleAlert },
} as const

/** Long enough to read a sentence, and to decide about what it offers. */
const READ_MS = 5_000
const DECIDE_MS = 12_000

/** Tells something in a corner of the page. */
export function showNotice({ tone, title, text, action }: Notice, close: string): void {
  const { color, Icon } = LOOKS[tone]
  // What was told before is answered by what is told now.
  notifications.clean()
  notifications.show({
    color,
    title,
    closeButtonProps: { 'aria-label': close },
    icon: <Icon size={18} strokeWidth={1.75} aria-hidden />,
    autoClose: action === undefined && tone !== 'trouble' ? READ_MS : DECIDE_MS,
    message: (
      <>
        {text !== undefined && <Text size="sm">{text}</Text>}
        {action !== undefined && (
          <Button
            size="compact-sm"
            variant="light"
            mt={8}
            onClick={() => {
              notifications.clean()
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
      </>
    ),
  })
}
