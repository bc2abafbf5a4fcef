import { Button, Drawer } from '@mantine/core'
import { ChartSpline, Plus, SlidersHorizontal } from 'lucide-react'
import type { Pane } from '../../state/view.ts'
import { Readings } from '../charts/Readings.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Palette } from '../palette/Palette.tsx'
import { useView } from '../stores.ts'
import { useWords } from '../words.ts'

const TABS = [
  { pane: 'palette', Icon: Plus },
  { pane: 'inspector', Icon: SlidersHorizontal },
  { pane: 'readings', Icon: ChartSpline },
] as const satisfies readonly { pane: Pane; Icon: typeof Plus }[]

/** On a phone the canvas has the screen, and the panes come up from below. */
export function PhoneSheets() {
  const words = useWords()
  const sheet = useView((state) => state.sheet)
  const raise = useView((state) => state.raise)
  return (
    <>
      <nav className="mr-tabs">
        {TABS.map(({ pane, Icon }) => (
          <Button
            key={pane}
            variant="subtle"
            color="gray"
            fullWidth
            leftSection={<Icon size={18} strokeWidth={1.5} aria-hidden />}
            aria-expanded={sheet === pane}
            onClick={() => raise(pane)}
          >
            {words(`panes.${pane}`)}
          </Button>
        ))}
      </nav>
      <Drawer
        opened={sheet !== null}
        onClose={() => raise(null)}
        position="bottom"
        size="70%"
        title={sheet === null ? '' : words(`panes.${sheet}`)}
        closeButtonProps={{ 'aria-label': words('panes.close') }}
        overlayProps={{ backgroundOpacity: 0.25 }}
        classNames={{ body: 'mr-sheet', content: 'mr-sheet-content' }}
      >
        {sheet === 'palette' && <Palette onAdded={() => raise(null)} />}
        {sheet === 'inspector' && <Inspector />}
        {sheet === 'readings' && <Readings />}
      </Drawer>
    </>
  )
}
