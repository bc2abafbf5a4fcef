import { Button, CopyButton, Table, Text } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useMemo } from 'react'
import { formatMs } from '../../base/format.ts'
import { formatEstimate } from '../../base/format-estimate.ts'
import { type Theory, theoryOf } from '../../simulation/theory-of.ts'
import type { FigureName, MeasuredFigure, Measurement } from '../../state/measured.ts'
import { FORMATS } from '../charts/specs.ts'
import { useDocument } from '../stores.ts'
import { kindWords, useLanguage, useWords } from '../words.ts'
import { csvOf, type NamedFigure } from './csv.ts'
import classes from './measured.module.css'

/** What was measured, figure by figure, with what each is uncertain by. */
export function MeasuredTable({ measurement }: { measurement: Measurement }) {
  const words = useWords()
  const figures = useNamedFigures(measurement)
  const isEdited = useDocument(({ architecture: { components, connections, timeline } }) => {
    const { architecture } = measurement
    return (
      architecture.components !== components ||
      architecture.connections !== connections ||
      architecture.timeline !== timeline
    )
  })
  const { runs, planned, firstSeed, lastSeed, durationMs, warmUpMs } = measurement
  const times = { duration: formatMs(durationMs), warmUp: formatMs(warmUpMs) }
  return (
    <section aria-label={words('measured.table')}>
      <div className={classes.head}>
        <div>
          <Text size="sm">
            {words('measured.done', { runs, first: firstSeed, last: lastSeed, ...times })}{' '}
            {runs < planned && <strong>{words('measured.stopped', { planned })}</strong>}{' '}
            {isEdited && <strong>{words('measured.edited')}</strong>}
          </Text>
          <Text size="xs" c="dimmed">
            {words('measured.interval')}
          </Text>
        </div>
        <CopyCsv figures={figures} />
      </div>
      <Figures figures={figures} />
    </section>
  )
}

/** The figures of theory that a measured one is held against. */
const OF_THEORY = {
  throughput: 'throughputPerSecond',
  latencyMean: 'latencyMs',
  utilization: 'utilization',
} as const satisfies Partial<Record<FigureName, keyof Theory>>

function theoryFor(theory: Theory | null, name: MeasuredFigure['name']): number | null {
  if (theory === null || typeof name !== 'string' || !(name in OF_THEORY)) return null
  return theory[OF_THEORY[name as keyof typeof OF_THEORY]]
}

function useNamedFigures({ figures, architecture }: Measurement): readonly NamedFigure[] {
  const words = useWords()
  const language = useLanguage()
  const theories = useMemo(
    () => new Map(architecture.components.map(({ id }) => [id, theoryOf(architecture, id)])),
    [architecture],
  )
  return figures.map(({ owner, name, ...figure }) => {
    const label =
      typeof name === 'string'
        ? words(`measured.figures.${name}`)
        : (kindWords(owner?.kind ?? '', language).gauges[name.gauge] ?? name.gauge)
    const theory = theoryFor(theories.get(owner?.id ?? '') ?? null, name)
    return { ...figure, label, theory, ownerName: owner?.name ?? words('measured.endToEnd') }
  })
}

function Figures({ figures }: { figures: readonly NamedFigure[] }) {
  const words = useWords()
  const hasTheory = figures.some(({ theory }) => theory !== null)
  const owners = [...new Set(figures.map(({ component }) => component))]
  return (
    <Table verticalSpacing={4} fz="sm" className={classes.table} aria-label={words('measured.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{words('measured.figure')}</Table.Th>
          <Table.Th scope="col" className={classes.number}>
            {words('measured.mean')}
          </Table.Th>
          <Table.Th scope="col" className={classes.deviation}>
            {words('measured.deviation')}
          </Table.Th>
          {hasTheory && (
            <Table.Th scope="col" className={classes.number}>
              {words('measured.theory')}
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      {owners.map((owner) => (
        <Owner
          key={owner ?? ''}
          hasTheory={hasTheory}
          figures={figures.filter(({ component }) => component === owner)}
        />
      ))}
    </Table>
  )
}

function Owner({ figures, hasTheory }: { figures: readonly NamedFigure[]; hasTheory: boolean }) {
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th scope="rowgroup" colSpan={hasTheory ? 4 : 3} className={classes.owner}>
          {figures[0]?.ownerName}
        </Table.Th>
      </Table.Tr>
      {figures.map(({ path, label, unit, estimate, theory }) => (
        <Table.Tr key={path}>
          <Table.Th scope="row" fw={400} className={classes.label}>
            {label}
          </Table.Th>
          <Table.Td className={classes.number}>{formatEstimate(estimate, unit)}</Table.Td>
          <Table.Td className={classes.deviation}>{FORMATS[unit](estimate.standardDeviation)}</Table.Td>
          {hasTheory && <Table.Td className={classes.number}>{theory === null ? '' : FORMATS[unit](theory)}</Table.Td>}
        </Table.Tr>
      ))}
    </Table.Tbody>
  )
}

function CopyCsv({ figures }: { figures: readonly NamedFigure[] }) {
  const words = useWords()
  return (
    <CopyButton value={csvOf(figures)} timeout={2_000}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          className={classes.copy}
          leftSection={copied ? <Check size={15} aria-hidden /> : <Copy size={15} strokeWidth={1.5} aria-hidden />}
          onClick={copy}
        >
          {words(copied ? 'measured.copied' : 'measured.copy')}
        </Button>
      )}
    </CopyButton>
  )
}
