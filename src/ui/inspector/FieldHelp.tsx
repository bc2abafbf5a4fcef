import { ActionIcon, Anchor, Popover, Text } from '@mantine/core'
import { CircleHelp, ExternalLink } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Field } from '../../catalog/fields.ts'
import { useIsPhone } from '../use-phone.ts'
import { useLanguage, useWords } from '../words.ts'
import { assumptionIn, sourceIn } from './provenance.ts'

interface FieldHelpProps {
  label: string
  help: string
  initial: string
  provenance: Field['provenance']
  /** The head of the field, around the button: the help stands beside all of it and covers none of it. */
  children: (button: ReactNode) => ReactNode
}

/** Opens by hovering and by a press, which also closes it; stays open while the pointer is in it: it may be a link. */
export function FieldHelp({ label, help, initial, provenance, children }: FieldHelpProps) {
  const words = useWords()
  const id = useId()
  const isPhone = useIsPhone()
  const { isOpen, open, leave, press, close } = useHover()
  useEscape(isOpen, close)
  const button = (
    <ActionIcon
      size="sm"
      className="mr-field-help"
      aria-label={words('inspector.explain', { field: label })}
      aria-expanded={isOpen}
      {...(isOpen ? { 'aria-describedby': id } : {})}
      // A sheet hears Escape before anybody else: it is told that the key is not for it.
      data-mantine-stop-propagation={isOpen || undefined}
      onClick={press}
      onMouseEnter={open}
      onMouseLeave={leave}
      onBlur={close}
    >
      <CircleHelp size={15} strokeWidth={1.5} aria-hidden />
    </ActionIcon>
  )
  return (
    <Popover
      opened={isOpen}
      onChange={(isNow) => !isNow && close()}
      width={288}
      // A sheet is as wide as the screen: nothing would be seen beside it.
      position={isPhone ? 'bottom-start' : 'left-start'}
      shadow="lg"
      offset={isPhone ? 4 : 20}
      withRoles={false}
    >
      <Popover.Target>{children(button)}</Popover.Target>
      <Popover.Dropdown
        id={id}
        className="mr-help"
        onMouseEnter={open}
        onMouseLeave={leave}
        // A press on the link must not take the focus away before it counts.
        onMouseDown={(event) => event.preventDefault()}
      >
        <Text size="sm">{help}</Text>
        <Text size="xs" c="dimmed" mt={8}>
          {words('inspector.defaultIs', { value: initial })} <Provenance provenance={provenance} />
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

/** The way from the button to the help is not covered by either. */
const CROSSING_MS = 300

/** Open while the pointer is over one of two things, or, once pressed, until another press or another focus. */
function useHover() {
  const [isOpen, setOpen] = useState(false)
  const isPressed = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (isNow: boolean, byPress: boolean) => {
    clearTimeout(timer.current)
    isPressed.current = isNow && byPress
    setOpen(isNow)
  }
  return {
    isOpen,
    open: () => show(true, isPressed.current),
    press: () => show(!isPressed.current, true),
    leave: () => {
      clearTimeout(timer.current)
      if (!isPressed.current) timer.current = setTimeout(setOpen, CROSSING_MS, false)
    },
    close: () => show(false, false),
  }
}

/** While something is open, Escape closes it and nothing else: wherever the focus is, what is selected stays so. */
function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close()
    }
    globalThis.addEventListener('keydown', onKeyDown, true)
    return () => globalThis.removeEventListener('keydown', onKeyDown, true)
  })
}

function Provenance({ provenance }: { provenance: Field['provenance'] }) {
  const words = useWords()
  const language = useLanguage()
  if ('assumption' in provenance) {
    return `${words('inspector.assumption')}: ${assumptionIn(language, provenance.assumption)}.`
  }
  const source = sourceIn(language, provenance.source)
  if (source === undefined) return provenance.source
  return (
    <>
      <Anchor href={source.url} target="_blank" rel="noreferrer" size="xs">
        {words('inspector.source', { title: source.title })}
        <ExternalLink size={11} strokeWidth={1.75} aria-hidden style={{ marginLeft: 3, verticalAlign: '-1px' }} />
      </Anchor>{' '}
      ({words('inspector.readOn', { date: source.read })}){source.note === undefined ? '' : ` ${source.note}`}
    </>
  )
}
