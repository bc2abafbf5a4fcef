import { Tabs } from '@mantine/core'
import { Activity, CircleHelp, ListTree, Table2 } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { followRun } from '../why/inquiry.ts'
import { WhyTab } from '../why/WhyTab.tsx'
import { ChartsTab } from './ChartsTab.tsx'
import classes from './charts.module.css'
import { EventsTab } from './EventsTab.tsx'
import { panel } from './panel.ts'
import type { PanelTab } from './panel.ts'
import { TableTab } from './TableTab.tsx'

const TABS = [
  { tab: 'charts', Icon: Activity, Content: ChartsTab },
  { tab: 'events', Icon: ListTree, Content: EventsTab },
  { tab: 'why', Icon: CircleHelp, Content: WhyTab },
  { tab: 'table', Icon: Table2, Content: TableTab },
] as const

/** What the run shows: charts, the story, why, and the figures as a table. */
export function Readings() {
  const { words } = useSpeech()
  const tab = useStore(panel, (state) => state.tab)
  const { run } = useStores()
  const events = useRun((state) => state.storyTotal)
  useEffect(() => followRun(run), [run])
  return (
    <Tabs
      value={tab}
      onChange={(chosen) => panel.setState({ tab: chosen as PanelTab })}
      keepMounted={false}
      className={classes.readings}
      aria-label={words.panel.label}
    >
      <Tabs.List className={classes.tabs}>
        {TABS.map(({ tab: name, Icon }) => (
          <Tabs.Tab key={name} value={name} leftSection={<Icon size={15} strokeWidth={1.5} aria-hidden />}>
            {words.panel[name]}
            {name === 'events' && events > 0 && <span className={classes.count}>{events}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map(({ tab: name, Content }) => (
        <Tabs.Panel key={name} value={name} className={classes.panel}>
          <Content />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
