import { ActionIcon, Anchor, Popover, Text, Tooltip } from '@mantine/core'
import { CircleHelp, ExternalLink, RotateCcw } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { FieldOwner } from '../../architecture/edits.ts'
import type { Field, FieldValue } from '../../catalog/fields.ts'
import { wordsOfFields } from '../field-words.ts'
import { useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'
import { Control } from './Control.tsx'
import { isDefault, valueInWords } from './default.ts'
import { assumptionIn, sourceIn } from './provenance.ts'

interface FieldRowProps {
  owner: FieldOwner
  name: string
  field: Field
  value: FieldValue
}

/** A field: its label, what it does and where its default comes from, the way back to the default, its control. */
export function FieldRow({ owner, name, field, value }: FieldRowProps) {
  const words = useWords()
  const language = useLanguage()
  const { editor, document } = useStores()
  const labelId = useId()
  const { fields, options } = wordsOfFields(document.getState().architecture, owner, language)
  const { label = name, help = '' } = fields[name] ?? {}
  const option = (each: string) => options?.[each] ?? each
  const initial = valueInWords(field, field.default, { words, option })
  const reset = words('inspector.reset', { value: initial })
  return (
    <fieldset className="mr-field" aria-labelledby={labelId}>
      <FieldHelp label={label} help={help} initial={initial} provenance={field.provenance}>
        {(button) => (
          <div className="mr-field-head">
            <span className="mr-field-label" id={labelId}>
              {label}
            </span>
            {button}
            {!isDefault(field, value) && (
              <Tooltip label={reset}>
                <ActionIcon size="sm" aria-label={reset} onClick={() => editor.setField(owner, name, field.default)}>
                  <RotateCcw size={14} strokeWidth={1.75} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        )}
      </FieldHelp>
      <Control
        field={field}
        value={value}
        owner={owner}
        label={label}
        option={option}
        onChange={(next, gesture) =>
          editor.setField(owner, name, next, gesture === undefined ? undefined : `${owner.id}.${name} ${gesture}`)
        }
        onEnd={() => document.getState().endGesture()}
      />
    </fieldset>
  )
}

interface FieldHelpProps {
  label: string
  help: string
  initial: string
  provenance: Field['provenance']
  /** The head of the field, around the button: the help stands beside all of it and covers none of it. */
  children: (button: ReactNode) => ReactNode
}

/** Opens by hovering, by focus and a press, and stays open while the pointer is in it, as it may hold a link. */
function FieldHelp({ label, help, initial, provenance, children }: FieldHelpProps) {
  const words = useWords()
  const id = useId()
  const { isOpen, open, leave, close } = useHover()
  const button = (
    <ActionIcon
      size="sm"
      className="mr-field-help"
      aria-label={words('inspector.explain', { field: label })}
      aria-expanded={isOpen}
      {...(isOpen ? { 'aria-describedby': id } : {})}
      onClick={() => open(true)}
      onMouseEnter={() => open(false)}
      onMouseLeave={leave}
      onBlur={close}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <CircleHelp size={15} strokeWidth={1.5} aria-hidden />
    </ActionIcon>
  )
  return (
    <Popover opened={isOpen} width={288} position="left-start" shadow="lg" offset={20} withRoles={false}>
      <Popover.Target>{children(button)}</Popover.Target>
      <Popover.Dropdown
        id={id}
        className="mr-help"
        onMouseEnter={() => open(false)}
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

/** Open while the pointer is over one of two things, or, once pressed, until something else has the focus. */
function useHover() {
  const [isOpen, setOpen] = useState(false)
  const isPressed = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    isOpen,
    open: (byPress: boolean) => {
      clearTimeout(timer.current)
      isPressed.current ||= byPress
      setOpen(true)
    },
    leave: () => {
      clearTimeout(timer.current)
      if (!isPressed.current) timer.current = setTimeout(setOpen, CROSSING_MS, false)
    },
    close: () => {
      isPressed.current = false
      setOpen(false)
    },
  }
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
