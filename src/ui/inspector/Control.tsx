import { SegmentedControl, Select, Switch } from '@mantine/core'
import { unreachable } from '../../base/assert.ts'
import type { FieldOwner } from '../../architecture/edits.ts'
import type {
  ChoiceField,
  CurvePoint,
  Field,
  FieldValue,
  RequestClass,
  Distribution,
  Trace,
} from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import { ClassesControl } from './ClassesControl.tsx'
import { DistributionControl } from './DistributionControl.tsx'
import { EntryInput } from './EntryInput.tsx'
import { durationEntry, parseDuration } from './entry.ts'
import { PointsControl } from './PointsControl.tsx'
import { ScaleControl } from './ScaleControl.tsx'
import { TraceControl } from './TraceControl.tsx'

export interface ControlProps<F extends Field = Field, V extends FieldValue = FieldValue> {
  readonly field: F
  readonly value: V
  readonly owner: FieldOwner
  /** The accessible name. */
  readonly label: string
  /** An option in words. */
  readonly option: (name: string) => string
  /** Changes of one gesture are one step of history, until `onEnd`. */
  readonly onChange: (value: V, gesture?: string) => void
  readonly onEnd: () => void
}

/** The control of a field, by the type of the field alone. */
export function Control(props: ControlProps) {
  const { field, value, label, onChange } = props
  const words = useWords()
  switch (field.type) {
    case 'duration':
      return (
        <EntryInput
          label={label}
          value={typeof value === 'number' ? value : null}
          placeholder={words('inspector.unset')}
          isNullable={field.nullable === true}
          parse={(text) => parseDuration(text, field)}
          show={durationEntry}
          showLimit={(limit) => durationEntry(field[limit])}
          onChange={onChange}
        />
      )
    case 'count':
    case 'number':
    case 'ratio':
      return <ScaleControl {...props} field={field} value={typeof value === 'number' ? value : field.default} />
    case 'choice':
      return <ChoiceControl {...props} field={field} value={String(value)} />
    case 'flag':
      return (
        <Switch
          size="sm"
          label={words(value === true ? 'inspector.on' : 'inspector.off')}
          aria-label={label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'distribution':
      return <DistributionControl {...props} field={field} value={value as Distribution} />
    case 'classes':
      return <ClassesControl {...props} field={field} value={value as readonly RequestClass[]} />
    case 'points':
      return <PointsControl {...props} field={field} value={value as readonly CurvePoint[]} />
    case 'trace':
      return <TraceControl {...props} field={field} value={value as Trace | null} />
    default:
      return unreachable(field)
  }
}

/** As many letters of options as stand beside each other in a narrow pane. */
const BESIDE_MAX = 26

function ChoiceControl({ field, value, label, option, onChange }: ControlProps<ChoiceField, string>) {
  const data = field.options.map((name) => ({ value: name, label: option(name) }))
  const letters = data.reduce((sum, each) => sum + each.label.length, 0)
  if (data.length <= 3 && letters <= BESIDE_MAX) {
    return (
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={label}
        data={data}
        value={value}
        onChange={(next) => onChange(next)}
      />
    )
  }
  return (
    <Select
      size="xs"
      aria-label={label}
      data={data}
      value={value}
      title={option(value)}
      className="mr-choice"
      onChange={(next) => next !== null && onChange(next)}
    />
  )
}
