import { Portal } from '@mantine/core'
import type { KindDefinition } from '../../catalog/kind.ts'
import { KindIcon } from '../icons.tsx'
import { useKindWords } from '../words.ts'

/** What is being dragged out of the palette, at the pointer. */
export function Ghost({ kind, at }: { kind: KindDefinition; at: { x: number; y: number } }) {
  const { title } = useKindWords(kind.kind)
  return (
    <Portal>
      <div className="mr-ghost" data-accent={kind.look.accent} style={{ left: at.x, top: at.y }} aria-hidden>
        <span className="mr-tile mr-soft">
          <KindIcon icon={kind.look.icon} />
        </span>
        {title}
      </div>
    </Portal>
  )
}
