import { ActionIcon, Tooltip } from '@mantine/core'
import {
  PanelBottomClose,
  PanelBottomOpen,
  PanelLeftClose,
  PanelLeftOpen,
  PanelRightClose,
  PanelRightOpen,
} from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import {
  Group,
  Panel,
  type PanelImperativeHandle,
  Separator,
  useDefaultLayout,
  usePanelRef,
} from 'react-resizable-panels'
import { useStore } from 'zustand'
import type { Pane } from '../../state/view.ts'
import { panel as readings } from '../charts/panel.ts'
import { Readings } from '../charts/Readings.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Palette } from '../palette/Palette.tsx'
import { pageStorage } from '../page-storage.ts'
import { useView } from '../stores.ts'
import { useWords } from '../words.ts'

/** Folded panes keep a strip to be unfolded by. */
const STRIP = 40
/** Ranking, sentence, cures and a waterfall side by side; a smaller pane would cut them off. */
const WHY_HEIGHT = 400

/** Palette, canvas, inspector, and readings below: each can be resized and folded, and remembers how it was. */
export function Panes({ children }: { children: ReactNode }) {
  const tab = useStore(readings, (state) => state.tab)
  const rows = useDefaultLayout({ id: 'millrace-rows', storage: pageStorage })
  const columns = useDefaultLayout({ id: 'millrace-columns', storage: pageStorage })
  return (
    <Group {...rows} orientation="vertical" className="mr-panes">
      <Panel id="top" minSize={220}>
        <Group {...columns} orientation="horizontal">
          <FoldingPane pane="palette" defaultSize={208} minSize={176} maxSize={360}>
            <Palette />
          </FoldingPane>
          <Handle pane="palette" />
          <Panel id="canvas" minSize={280}>
            {children}
          </Panel>
          <Handle pane="inspector" />
          <FoldingPane pane="inspector" defaultSize={320} minSize={272} maxSize={560}>
            <Inspector />
          </FoldingPane>
        </Group>
      </Panel>
      <Handle pane="readings" />
      <FoldingPane pane="readings" defaultSize={264} minSize={160} wantedSize={tab === 'why' ? WHY_HEIGHT : undefined}>
        <Readings />
      </FoldingPane>
    </Group>
  )
}

function Handle({ pane }: { pane: Pane }) {
  const words = useWords()
  return (
    <Separator
      className="mr-separator"
      aria-label={words('panes.resize', { pane: words(`panes.${pane}`) })}
      data-pane={pane}
    />
  )
}

/** In pixels. */
interface Sizes {
  defaultSize: number
  minSize: number
  maxSize?: number
  /** What it holds now needs as much: a smaller pane grows to it, and shrinks back after. */
  wantedSize?: number | undefined
}

interface FoldingPaneProps extends Sizes {
  pane: Pane
  children: ReactNode
}

/** Folding by its button, by a command and by dragging it small are the same. */
function FoldingPane({ pane, children, defaultSize, minSize, maxSize, wantedSize }: FoldingPaneProps) {
  const words = useWords()
  const panel = usePanelRef()
  const isFolded = useView((state) => state.folded.includes(pane))
  const fold = useView((state) => state.fold)
  useEffect(() => follow(panel.current, isFolded, { defaultSize, minSize }), [panel, isFolded, defaultSize, minSize])
  useEffect(() => {
    if (wantedSize === undefined || isFolded) return undefined
    return growTo(() => panel.current, wantedSize)
  }, [panel, wantedSize, isFolded])
  return (
    <Panel
      id={pane}
      panelRef={panel}
      collapsible
      collapsedSize={STRIP}
      groupResizeBehavior="preserve-pixel-size"
      defaultSize={defaultSize}
      minSize={minSize}
      maxSize={maxSize}
      onResize={({ inPixels }) => fold(pane, inPixels <= STRIP + 1)}
    >
      <section className="mr-pane" data-pane={pane} data-folded={isFolded} aria-label={words(`panes.${pane}`)}>
        <div className="mr-pane-head">
          {!isFolded && <span aria-hidden>{words(`panes.${pane}`)}</span>}
          <FoldButton pane={pane} isFolded={isFolded} />
        </div>
        {!isFolded && children}
      </section>
    </Panel>
  )
}

/** Makes a pane at least so large; the returned function gives back what that took, if it still has that size. */
function growTo(panel: () => PanelImperativeHandle | null, wantedSize: number): (() => void) | undefined {
  const before = panel()?.getSize().inPixels ?? wantedSize
  if (before >= wantedSize) return undefined
  panel()?.resize(wantedSize)
  return () => {
    const isAsGrown = Math.abs((panel()?.getSize().inPixels ?? 0) - wantedSize) < 2
    if (isAsGrown) panel()?.resize(before)
  }
}

function follow(panel: PanelImperativeHandle | null, isFolded: boolean, { defaultSize, minSize }: Sizes): void {
  if (panel === null || panel.isCollapsed() === isFolded) return
  if (isFolded) return panel.collapse()
  panel.expand()
  // A pane that was folded at the last visit has forgotten how large it was.
  if (panel.getSize().inPixels <= minSize + 1) panel.resize(defaultSize)
}

const ICONS = {
  palette: { fold: PanelLeftClose, unfold: PanelLeftOpen },
  inspector: { fold: PanelRightClose, unfold: PanelRightOpen },
  readings: { fold: PanelBottomClose, unfold: PanelBottomOpen },
} as const

function FoldButton({ pane, isFolded }: { pane: Pane; isFolded: boolean }) {
  const words = useWords()
  const fold = useView((state) => state.fold)
  const Icon = ICONS[pane][isFolded ? 'unfold' : 'fold']
  const label = words(isFolded ? 'panes.unfold' : 'panes.fold', { pane: words(`panes.${pane}`) })
  return (
    <Tooltip label={label}>
      <ActionIcon size="md" aria-label={label} aria-expanded={!isFolded} onClick={() => fold(pane, !isFolded)}>
        <Icon size={17} strokeWidth={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
