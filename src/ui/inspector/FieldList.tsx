import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FieldOwner } from '../../architecture/edits.ts'
import type { Config, Field, Fields } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import { FieldRow } from './FieldRow.tsx'
import { Section } from './Section.tsx'
import { isDefault } from './default.ts'

interface FieldListProps {
  owner: FieldOwner
  fields: Fields
  config: Config
}

/** Whether a field means something, as another one stands. */
function isMet({ field, is }: NonNullable<Field['when']>, config: Config): boolean {
  return is.some((value) => value === config[field])
}

/** Every field that means something now; the rarely needed ones on request, or when somebody has changed them. */
export function FieldList({ owner, fields, config }: FieldListProps) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const entries = Object.entries(fields).filter(([, { when }]) => when === undefined || isMet(when, config))
  if (entries.length === 0) return null
  const isShown = ([name, field]: [string, Field]) =>
    isOpen || field.advanced !== true || !isDefault(field, config[name] ?? null)
  const hidden = entries.filter((entry) => !isShown(entry)).length
  const hasAdvanced = entries.some(([, field]) => field.advanced === true)
  return (
    <Section title={words('inspector.fields')}>
      <div className="mr-fields">
        {entries.filter(isShown).map(([name, field]) => (
          <FieldRow key={name} owner={owner} name={name} field={field} value={config[name] ?? null} />
        ))}
      </div>
      {hasAdvanced && (hidden > 0 || isOpen) && (
        <Button variant="subtle" size="compact-xs" mt="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words(isOpen ? 'inspector.less' : 'inspector.more')}
        </Button>
      )}
    </Section>
  )
}
