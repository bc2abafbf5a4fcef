import { Button, CopyButton, Table, Text } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { formatMs } from '../../base/format.ts'
import { formatEstimate } from '../../base/format-estimate.ts'
import type { Measurement } from '../../state/measured.ts'
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
  const { runs, firstSeed, lastSeed, durationMs, warmUpMs } = measurement
  const times = { duration: formatMs(durationMs), warmUp: formatMs(warmUpMs) }
  return (
    <section aria-label={words('measured.table')}>
      <div className={classes.head}>
        <div>
          <Text size="sm">
            {words('measured.done', { runs, first: firstSeed, last: lastSeed, ...times })}{' '}
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

function useNamedFigures({ figures }: Measurement): readonly NamedFigure[] {
  const words = useWords()
  const language = useLanguage()
  return figures.map(({ owner, name, ...figure }) => {
    const label =
      typeof name === 'string'
        ? words(`measured.figures.${name}`)
        : (kindWords(owner?.kind ?? '', language).gauges[name.gauge] ?? name.gauge)
    return { ...figure, label, ownerName: owner?.name ?? words('measured.endToEnd') }
  })
}

function Figures({ figures }: { figures: readonly NamedFigure[] }) {
  const words = useWords()
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
        </Table.Tr>
      </Table.Thead>
      {owners.map((owner) => (
        <Owner key={owner ?? ''} figures={figures.filter(({ component }) => component === owner)} />
      ))}
    </Table>
  )
}

function Owner({ figures }: { figures: readonly NamedFigure[] }) {
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th scope="rowgroup" colSpan={3} className={classes.owner}>
          {figures[0]?.ownerName}
        </Table.Th>
      </Table.Tr>
      {figures.map(({ path, label, unit, estimate }) => (
        <Table.Tr key={path}>
          <Table.Th scope="row" fw={400} className={classes.label}>
            {label}
          </Table.Th>
          <Table.Td className={classes.number}>{formatEstimate(estimate, unit)}</Table.Td>
          <Table.Td className={classes.deviation}>{FORMATS[unit](estimate.standardDeviation)}</Table.Td>
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
