import { Canvas } from './canvas/Canvas.tsx'
import { CommandPalette } from './commands/CommandPalette.tsx'
import { ConnectDialog } from './dialogs/ConnectDialog.tsx'
import { DesignsDialog } from './dialogs/DesignsDialog.tsx'
import { ExportDialog } from './dialogs/ExportDialog.tsx'
import { ImportDialog } from './dialogs/ImportDialog.tsx'
import { RefusedDialog } from './dialogs/RefusedDialog.tsx'
import { ShortcutsDialog } from './dialogs/ShortcutsDialog.tsx'
import { TraceDialog } from './dialogs/TraceDialog.tsx'
import { exampleOf } from './editor/files.ts'
import { MeasuredDialog } from './measured/MeasuredDialog.tsx'
import { FileDrop } from './shell/FileDrop.tsx'
import { Panes } from './shell/Panes.tsx'
import { PhoneSheets } from './shell/PhoneSheets.tsx'
import { TopBar } from './shell/TopBar.tsx'
import { KeyFigures } from './transport/KeyFigures.tsx'
import { Transport } from './transport/Transport.tsx'
import { hasOtherLoad } from './transport/users.ts'
import { TrustDialog } from './trust/TrustDialog.tsx'
import { useClipboardEvents } from './commands/use-clipboard-events.ts'
import { useHotkeys } from './commands/use-hotkeys.ts'
import { useDocument, useStores } from './stores.ts'
import { useIsPhone } from './use-phone.ts'
import { useLanguage, useWords } from './words.ts'

export function App() {
  const isPhone = useIsPhone()
  useHotkeys()
  useClipboardEvents()
  return (
    <div className="mr-app">
      <TopBar isNarrow={isPhone} />
      <RunStrip />
      <main className="mr-main">
        {isPhone ? (
          <>
            <Canvas />
            <PhoneSheets />
          </>
        ) : (
          <Panes>
            <Canvas />
          </Panes>
        )}
      </main>
      <Dialogs />
      <FileDrop />
      <CommandPalette />
    </div>
  )
}

function RunStrip() {
  const words = useWords()
  const language = useLanguage()
  const { editor } = useStores()
  const hint = useDocument(({ designId, architecture }) => {
    const example = exampleOf(designId, editor.examples)
    // What an example says to do is told as long as there is the control to do it with.
    const isFitting = example && hasOtherLoad(example.drawn(language)) === hasOtherLoad(architecture)
    return isFitting ? example.look[language] : undefined
  })
  return (
    <section className="mr-strip" aria-label={words('panes.run')}>
      <Transport />
      <KeyFigures {...(hint === undefined ? {} : { hint })} />
    </section>
  )
}

function Dialogs() {
  return (
    <>
      <ExportDialog />
      <DesignsDialog />
      <ImportDialog />
      <RefusedDialog />
      <ConnectDialog />
      <ShortcutsDialog />
      <TraceDialog />
      <MeasuredDialog />
      <TrustDialog />
    </>
  )
}
