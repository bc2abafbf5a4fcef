import { ActionIcon, Tooltip } from '@mantine/core'
import { RotateCcw } from 'lucide-react'
import { useId } from 'react'
import type { FieldOwner } from '../../architecture/edits.ts'
import type { Config, Field, FieldValue } from '../../catalog/fields.ts'
import { wordsOfFields } from '../field-words.ts'
import { useStores } from '../stores.ts'
import { useLanguage, useWords } from '../words.ts'
import { Control } from './Control.tsx'
import { isDefault, valueInWords } from './default.ts'
import { FieldHelp } from './FieldHelp.tsx'
import { FieldNote } from './FieldNote.tsx'

interface FieldRowProps {
  owner: FieldOwner
  name: string
  field: Field
  value: FieldValue
  /** All fields of the owner. */
  config: Config
}

/** A field: its label, what it does and where its default comes from, the way back to the default, its control. */
export function FieldRow({ owner, name, field, value, config }: FieldRowProps) {
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
      <FieldNote owner={owner} name={name} config={config} />
    </fieldset>
  )
}
