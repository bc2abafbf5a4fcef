/** The table of figures, and the same for a spreadsheet. */
import { Button, CopyButton, Group, ScrollArea, Table } from '@mantine/core'
import { formatCount, formatMs, formatRate, formatRatio } from '../../base/format.ts'
import type { Gauge } from '../../catalog/kind.ts'
import type { MeasuredFigure, Summary } from '../../simulation/reading.ts'
import type { Language } from '../../state/view.ts'
import { useStores } from '../stores.ts'
import { kindWords, useLanguage, useWords, type WordKey, type Words } from '../words.ts'
import { type Row, toCsv } from './csv.ts'

const FORMATS: Readonly<Record<Gauge['unit'], (value: number) => string>> = {
  ratio: formatRatio,
  perSecond: formatRate,
  ms: formatMs,
  count: formatCount,
}

const NAMES: Readonly<Record<string, WordKey>> = {
  offeredPerSecond: 'measured.figures.offeredPerSecond',
  throughputPerSecond: 'measured.figures.throughputPerSecond',
  goodputPerSecond: 'measured.figures.goodputPerSecond',
  failedShare: 'measured.figures.failedShare',
  'latency.mean': 'measured.figures.latencyMean',
  'latency.p50': 'measured.figures.latencyP50',
  'latency.p95': 'measured.figures.latencyP95',
  'latency.p99': 'measured.figures.latencyP99',
  utilization: 'measured.figures.utilization',
}

export function FigureTable({ summaries }: { summaries: readonly Summary[] }) {
  const words = useWords()
  const language = useLanguage()
  const { tabulate } = useStores()
  const rows = rowsOf({ summaries, figures: tabulate(summaries) }, words, language)
  return (
    <>
      <ScrollArea.Autosize mah={360} type="auto" offsetScrollbars="y">
        <Table stickyHeader striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('measured.of')}</Table.Th>
              <Table.Th>{words('measured.figure')}</Table.Th>
              <Table.Th ta="right">{words('measured.mean')}</Table.Th>
              <Table.Th ta="right">{words('measured.interval')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ path, of, figure, unit, interval }) => (
              <Table.Tr key={path}>
                <Table.Td>{of}</Table.Td>
                <Table.Td>{figure}</Table.Td>
                <Table.Td ta="right">{FORMATS[unit](interval.mean)}</Table.Td>
                <Table.Td ta="right">± {FORMATS[unit](interval.halfWidth ?? 0)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      <Group>
        <CopyButton value={toCsv(rows)}>
          {({ copied, copy }) => (
            <Button size="sm" variant="default" onClick={copy}>
              {words(copied ? 'measured.copied' : 'measured.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </>
  )
}

function rowsOf(
  { summaries, figures }: { summaries: readonly Summary[]; figures: readonly MeasuredFigure[] },
  words: Words,
  language: Language,
): readonly Row[] {
  const [first] = summaries
  return figures.map(({ component, name, path, unit, interval }) => {
    const drawn = component === undefined ? undefined : first?.components[component]
    const gauge = drawn && kindWords(drawn.kind, language).gauges[name]
    const known = NAMES[name]
    return {
      path,
      of: drawn?.name ?? words('measured.whole'),
      figure: gauge ?? (known === undefined ? name : words(known)),
      unit,
      interval,
    }
  })
}
