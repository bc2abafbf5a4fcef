import { Badge, Table, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Architecture, ComponentId } from '../../architecture/architecture.ts'
import { formatCount, formatMs, formatRatio } from '../../base/format.ts'
import { type Theory, theoryOf } from '../../simulation/theory-of.ts'
import { Section } from '../inspector/Section.tsx'
import { useDocument, useStores } from '../stores.ts'
import { useWords } from '../words.ts'
import classes from './theory.module.css'

/** A mean over so much simulated time is calm enough to be held against theory, and still follows what happens. */
const LOOK_BACK_MS = 60_000
const EVERY_MS = 1_000

const ROWS = [
  { name: 'utilization', measure: 'busy', format: formatRatio },
  { name: 'latencyMs', measure: 'latencyMs', format: formatMs },
  { name: 'numberMean', measure: 'numberInSystem', format: formatCount },
] as const

/** What queueing theory says of a component beside what runs; nothing where it has no closed form. */
export function TheorySection({ id }: { id: ComponentId }) {
  const architecture = useDocument((state) => state.architecture)
  const theory = useMemo(() => theoryOf(architecture, id), [architecture, id])
  return theory === null ? null : <Comparison key={id} id={id} theory={theory} architecture={architecture} />
}

function Comparison({ id, theory, architecture }: { id: ComponentId; theory: Theory; architecture: Architecture }) {
  const words = useWords()
  const measured = useMeans(id, architecture)
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
          {ROWS.map(({ name, format }, place) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {words(`inspector.theory.${name}`)}
              </Table.Th>
              <Table.Td>{format(theory[name])}</Table.Td>
              <Table.Td>{format(measured[place] ?? Number.NaN)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt={4}>
        {words('inspector.theory.hint')}
      </Text>
    </Section>
  )
}

/** Means over the last while, not counting the warm-up and what was before the last edit. */
function useMeans(id: ComponentId, architecture: Architecture): readonly number[] {
  const { run } = useStores()
  const [means, setMeans] = useState<readonly number[]>([])
  const editedMs = useRef(0)
  const known = useRef(architecture)
  const { warmUpMs } = architecture.settings
  useEffect(() => {
    if (known.current !== architecture) editedMs.current = run.live.atMs()
    known.current = architecture
    let isGone = false
    const measures = ROWS.map(({ measure }) => `${id}.${measure}`)
    const ask = async () => {
      const toMs = run.live.latest()?.atMs ?? 0
      // A run that was started again is younger than the edit.
      if (toMs < editedMs.current) editedMs.current = 0
      const fromMs = Math.max(warmUpMs, editedMs.current, toMs - LOOK_BACK_MS)
      if (fromMs >= toMs) return setMeans([])
      const answer = await run.getState().askHistory({ fromMs, toMs, measures, points: 1 })
      if (!isGone && answer !== undefined) setMeans(Array.from(answer.values).slice(0, measures.length))
    }
    void ask()
    const stop = run.live.every(EVERY_MS, () => void ask())
    return () => {
      isGone = true
      stop()
    }
  }, [run, id, architecture, warmUpMs])
  return means
}
