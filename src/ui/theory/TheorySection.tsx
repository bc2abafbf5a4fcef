import { Badge, Table, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { Architecture, ComponentId } from '../../architecture/architecture.ts'
import { findComponent } from '../../architecture/lookup.ts'
import { formatCount, formatMs, formatRatio } from '../../base/format.ts'
import { formatEstimate } from '../../base/format-estimate.ts'
import { explainTheory, type Theory, type TheoryGap } from '../../simulation/theory-of.ts'
import { fieldLabel } from '../field-words.ts'
import { Section } from '../inspector/Section.tsx'
import { useRun } from '../live/live.ts'
import { useDocument, useStores } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import { useLanguage, useWords } from '../words.ts'
import { BATCHES, lastChangeMs, type Mean, type Means, MEASURES, meansOf } from './means.ts'
import classes from './theory.module.css'

const EVERY_MS = 1_000

const ROWS = [
  { name: 'utilization', unit: 'ratio', format: formatRatio },
  { name: 'latencyMs', unit: 'ms', format: formatMs },
  { name: 'numberMean', unit: 'count', format: formatCount },
] as const

/** What queueing theory says of a component beside what runs, or why it has no closed form. */
export function TheorySection({ id }: { id: ComponentId }) {
  const architecture = useDocument((state) => state.architecture)
  const explained = useMemo(() => explainTheory(architecture, id), [architecture, id])
  if (explained.ok) return <Comparison id={id} theory={explained.value} warmUpMs={architecture.settings.warmUpMs} />
  // Of anything but a server nobody looks for a formula.
  if (explained.error.code === 'notServer') return null
  return <Gap gap={explained.error} architecture={architecture} />
}

function Gap({ gap, architecture }: { gap: TheoryGap; architecture: Architecture }) {
  const words = useWords()
  const language = useLanguage()
  const { code, component, connection, field } = gap
  const owner =
    component === undefined
      ? ({ type: 'connection', id: connection ?? '' } as const)
      : ({ type: 'component', id: component } as const)
  const params = {
    name: component === undefined ? '' : (findComponent(architecture, component)?.name ?? ''),
    field: field === undefined ? '' : fieldLabel(architecture, owner, field, language),
  }
  const reason = code === 'field' && connection !== undefined ? 'connectionField' : code
  return (
    <Section title={words('inspector.theory.title')}>
      <Text size="xs" c="dimmed">
        {words('inspector.theory.none', { reason: words(`inspector.theory.gaps.${reason}`, params) })}
      </Text>
    </Section>
  )
}

function Comparison({ id, theory, warmUpMs }: { id: ComponentId; theory: Theory; warmUpMs: number }) {
  const words = useWords()
  const measured = useMeans(id, warmUpMs)
  return (
    <Section
      title={words('inspector.theory.title')}
      aside={
        <Badge variant="light" tt="none">
          {theory.model}
        </Badge>
      }
    >
      <Table verticalSpacing={2} fz="xs" className={classes.table} aria-label={words('inspector.theory.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th scope="col">{words('inspector.theory.formula')}</Table.Th>
            <Table.Th scope="col">{words('inspector.theory.run')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ROWS.map(({ name, format, unit }, place) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {words(`inspector.theory.${name}`)}
              </Table.Th>
              <Table.Td>{format(theory[name])}</Table.Td>
              <Table.Td>{inWords(measured?.figures[place], unit, format)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {measured && measured.calls > 0 && (
        <Text size="xs" mt={4}>
          {words('inspector.theory.basis', {
            calls: measured.calls.toLocaleString('en-US'),
            from: formatClock(measured.fromMs),
            to: formatClock(measured.toMs),
          })}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {words('inspector.theory.hint')}
      </Text>
    </Section>
  )
}

function inWords(mean: Mean | undefined, unit: (typeof ROWS)[number]['unit'], format: (value: number) => string) {
  if (mean === undefined) return format(Number.NaN)
  return Number.isFinite(mean.halfWidth) ? formatEstimate(mean, unit) : format(mean.mean)
}

/** Means since the last change, not counting the warm-up; null before there are any. */
function useMeans(id: ComponentId, warmUpMs: number): Means | null {
  const { run } = useStores()
  const [means, setMeans] = useState<Means | null>(null)
  const changedMs = useRun((state) => lastChangeMs(state.story))
  useEffect(() => {
    let isGone = false
    const measures = MEASURES.map((measure) => `${id}.${measure}`)
    const ask = async () => {
      const toMs = run.live.latest()?.atMs ?? 0
      const fromMs = Math.max(warmUpMs, changedMs)
      if (fromMs >= toMs) return setMeans(null)
      const answer = await run.getState().askHistory({ fromMs, toMs, measures, points: BATCHES })
      if (!isGone && answer !== undefined) setMeans(meansOf(answer, fromMs))
    }
    void ask()
    const stop = run.live.every(EVERY_MS, () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, id, changedMs, warmUpMs])
  return means
}
