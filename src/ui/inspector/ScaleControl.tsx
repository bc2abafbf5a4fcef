import { ActionIcon, Slider } from '@mantine/core'
import { Minus, Plus } from 'lucide-react'
import type { CountField, NumberField, RatioField } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { EntryInput } from './EntryInput.tsx'
import { countEntry, type Entry, numberEntry, parseCount, parseNumber, parseRatio, ratioEntry } from './entry.ts'
import { fromStep, STEPS, toStep } from './scale.ts'

type ScaleField = CountField | NumberField | RatioField

/** How a number of each field type is typed and shown. */
const manners: {
  readonly [T in ScaleField['type']]: {
    parse: (text: string, field: ScaleField) => Entry
    show: (value: number) => string
  }
} = {
  count: { parse: parseCount, show: countEntry },
  number: { parse: parseNumber, show: numberEntry },
  ratio: { parse: parseRatio, show: ratioEntry },
}

/** A number between limits: typed, stepped, or dragged where the range is wide. */
export function ScaleControl({ field, value, label, onChange, onEnd }: ControlProps<ScaleField, number>) {
  const words = useWords()
  const { parse, show } = manners[field.type]
  const isLog = field.type === 'count' && field.scale === 'log'
  const isSlid = isLog || field.type === 'ratio'
  const isStepped = field.type === 'count' && !isLog
  const whole = (next: number) => (field.type === 'count' ? Math.round(next) : next)
  const unit =
    field.type === 'number' ? words(`inspector.unit.${field.unit}`) : field.type === 'ratio' ? '%' : undefined
  const step = (from: number, direction: 1 | -1) =>
    Math.min(field.max, Math.max(field.min, from + direction * (field.type === 'ratio' ? 0.01 : 1)))
  return (
    <div className="mr-scale" data-stepped={isStepped}>
      <EntryInput
        label={label}
        value={value}
        parse={(text) => parse(text, field)}
        show={show}
        showLimit={(limit) => show(field[limit])}
        step={step}
        unit={unit !== undefined && <span className="mr-unit">{unit}</span>}
        onChange={(next) => next !== null && onChange(next)}
      />
      {isStepped && (
        <Steppers value={value} field={field} label={label} onStep={(direction) => onChange(step(value, direction))} />
      )}
      {isSlid && (
        <Slider
          className="mr-slider"
          size="sm"
          thumbSize={16}
          label={null}
          min={0}
          max={STEPS}
          value={toStep(value, field, isLog)}
          thumbLabel={words('inspector.slider', { field: label })}
          thumbProps={{ 'aria-valuetext': show(value) }}
          onChange={(next) => onChange(whole(fromStep(next, field, isLog)), 'slide')}
          onChangeEnd={onEnd}
        />
      )}
    </div>
  )
}

interface SteppersProps {
  value: number
  field: ScaleField
  label: string
  onStep: (direction: 1 | -1) => void
}

function Steppers({ value, field, label, onStep }: SteppersProps) {
  return (
    <ActionIcon.Group>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={`${label} −1`}
        disabled={value <= field.min}
        onClick={() => onStep(-1)}
      >
        <Minus size={14} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={`${label} +1`}
        disabled={value >= field.max}
        onClick={() => onStep(1)}
      >
        <Plus size={14} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  )
}
