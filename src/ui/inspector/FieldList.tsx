import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FieldOwner } from '../../architecture/edits.ts'
import { type Config, type Field, type Fields, isMeant } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import { FieldRow } from './FieldRow.tsx'
import { Section } from './Section.tsx'
import { isDefault } from './default.ts'

interface FieldListProps {
  owner: FieldOwner
  fields: Fields
  config: Config
}

/** Every field that means something now; the rarely needed ones on request, or when somebody has changed them. */
export function FieldList({ owner, fields, config }: FieldListProps) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const entries = Object.entries(fields).filter(([name]) => isMeant(fields, config, name))
  if (entries.length === 0) return null
  const isShown = ([name, field]: [string, Field]) =>
    isOpen || field.advanced !== true || !isDefault(field, config[name] ?? null)
  const hidden = entries.filter((entry) => !isShown(entry)).length
  const hasAdvanced = entries.some(([, field]) => field.advanced === true)
  return (
    <Section title={words('inspector.fields')}>
      <div className="mr-fields">
        {entries.filter(isShown).map(([name, field]) => (
          <FieldRow key={name} owner={owner} name={name} field={field} value={config[name] ?? null} config={config} />
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
