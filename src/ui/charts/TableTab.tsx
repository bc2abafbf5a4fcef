import { Table, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Component } from '../../architecture/architecture.ts'
import { formatMs, formatRate, formatRatio, formatUsd } from '../../base/format.ts'
import { formatGauge } from '../canvas/figures.ts'
import { kindOf } from '../../catalog/index.ts'
import type { Health } from '../../simulation/reading.ts'
import { HealthIcon } from '../icons.tsx'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useStores, useView } from '../stores.ts'
import { formatClock } from '../transport/clock.ts'
import lists from './lists.module.css'
import { FORMATS } from './specs.ts'

const COLUMNS = [
  ...(['component', 'health', 'arrivals', 'ok', 'failed', 'latency', 'busy', 'line', 'instances', 'cost'] as const),
  'gauge',
] as const

/** Often enough to follow, seldom enough to read and to be read aloud. */
const EVERY_MS = 1_000

/** The figures of all components as a table: nothing here needs an eye for color or a pointer. */
export function TableTab() {
  const { words, say } = useSpeech()
  const { live } = useStores().run
  const components = useDocument((state) => state.architecture.components)
  const [atMs, setAtMs] = useState(live.atMs())
  useEffect(() => live.every(EVERY_MS, () => setAtMs(live.atMs())), [live])
  return (
    <>
      <Text className={lists.swipe}>{words.table.swipe}</Text>
      <Table.ScrollContainer minWidth={640} type="native">
        <Table stickyHeader highlightOnHover withRowBorders verticalSpacing={4} fz="xs" className={lists.table}>
          <Table.Caption>{say(words.table.caption, { time: formatClock(atMs) })}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((column) => (
                <Table.Th key={column} scope="col">
                  {words.table[column]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {components
              .filter((component) => kindOf(component.kind)?.sort === 'component')
              .map((component) => (
                <ComponentRow key={component.id} component={component} />
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}

function HealthCell({ health }: { health: Health | null }) {
  const { words } = useSpeech()
  if (health === null) return <>–</>
  return (
    <span className={lists.health} data-health={health}>
      <HealthIcon health={health} /> {words.health[health]}
    </span>
  )
}

function ComponentRow({ component }: { component: Component }) {
  const { kind: kindWords } = useSpeech()
  const { live } = useStores().run
  const selectComponent = useView((state) => state.selectComponent)
  const { id, kind, name } = component
  const value = (measure: string) => live.value(`${id}.${measure}`)
  const headline = kindOf(kind)?.look.headline ?? ''
  const gauge = kindOf(kind)?.gauges[headline]
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <button type="button" className={lists.nameButton} onClick={() => selectComponent(id)}>
          {name}
        </button>
      </Table.Th>
      <Table.Td>
        <HealthCell health={live.health(id)} />
      </Table.Td>
      <Table.Td>{formatRate(value('arrivalsPerSecond'))}</Table.Td>
      <Table.Td>{formatRate(value('okPerSecond'))}</Table.Td>
      <Table.Td>{formatRate(value('failedPerSecond'))}</Table.Td>
      <Table.Td>{formatMs(value('latencyMs'))}</Table.Td>
      <Table.Td>{formatRatio(value('busy'))}</Table.Td>
      <Table.Td>{FORMATS.count(value('line'))}</Table.Td>
      <Table.Td>{FORMATS.count(value('instances'))}</Table.Td>
      <Table.Td>{formatUsd(value('usdPerHour'))}</Table.Td>
      <Table.Td>
        {gauge && `${kindWords(kind).gauges[headline] ?? headline} ${formatGauge(gauge, value(headline))}`}
      </Table.Td>
    </Table.Tr>
  )
}
