import { Select } from '@mantine/core'
import { LAWS } from '../../architecture/config.ts'
import { CV_MAX } from '../../architecture/limits.ts'
import type { Distribution, DistributionField } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { densityPath } from './density.ts'
import { EntryInput } from './EntryInput.tsx'
import { durationEntry, numberEntry, parseDuration, parseNumber } from './entry.ts'

const SKETCH = { width: 72, height: 30 }

/** Beyond these a law cannot be spread: a uniform one ends at 0, a Pareto law at its cap. */
const SPREAD_MAX: Readonly<Partial<Record<Distribution['law'], number>>> = { uniform: 0.577, pareto: 4.5 }

/** Laws whose spread is part of the law. */
const FIXED: readonly Distribution['law'][] = ['constant', 'exponential']

/** A random time: law, mean, spread, and a sketch of what that looks like. */
export function DistributionControl({ field, value, label, onChange }: ControlProps<DistributionField, Distribution>) {
  const words = useWords()
  const spread = { min: 0, max: SPREAD_MAX[value.law] ?? CV_MAX }
  return (
    <div className="mr-distribution">
      <Select
        size="xs"
        aria-label={`${label}: ${words('inspector.law')}`}
        data={LAWS.map((law) => ({ value: law, label: words(`inspector.laws.${law}`) }))}
        value={value.law}
        onChange={(law) => law !== null && onChange(withLaw(value, law as Distribution['law']))}
      />
      <svg className="mr-sketch" width={SKETCH.width} height={SKETCH.height} aria-hidden>
        <path d={densityPath(value, SKETCH)} />
      </svg>
      <label className="mr-small-field">
        <span>{words('inspector.mean')}</span>
        <EntryInput
          label={`${label}: ${words('inspector.mean')}`}
          value={value.mean}
          parse={(text) => parseDuration(text, field)}
          show={(mean) => durationEntry(rounded(mean))}
          showLimit={(limit) => durationEntry(field[limit])}
          onChange={(mean) => mean !== null && onChange({ ...value, mean })}
        />
      </label>
      {!FIXED.includes(value.law) && (
        <label className="mr-small-field" title={words('inspector.cvHelp')}>
          <span>{words('inspector.cv')}</span>
          <EntryInput
            label={`${label}: ${words('inspector.cv')}`}
            value={value.cv}
            parse={(text) => parseNumber(text, spread)}
            show={(cv) => numberEntry(rounded(cv))}
            showLimit={(limit) => numberEntry(spread[limit])}
            onChange={(cv) => cv !== null && onChange({ ...value, cv })}
          />
        </label>
      )}
    </div>
  )
}

/** Four figures: a mean that was computed from a median has many more, which nobody wants to read. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}

/** Another law with the same mean; a spread that its law decides is set, so that what is shown is what runs. */
function withLaw(value: Distribution, law: Distribution['law']): Distribution {
  if (law === 'constant') return { ...value, law, cv: 0 }
  if (law === 'exponential') return { ...value, law, cv: 1 }
  const cv = value.cv === 0 ? 0.5 : Math.min(value.cv, SPREAD_MAX[law] ?? CV_MAX)
  return { ...value, law, cv }
}
