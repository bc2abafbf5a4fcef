/** What the canvas library says to assistive technology, in the language of the page. */
import type { AriaLabelConfig } from '@xyflow/react'
import { useMemo } from 'react'
import { useWords } from '../words.ts'

export function useAriaLabels(): Partial<AriaLabelConfig> {
  const words = useWords()
  return useMemo(
    () => ({
      'node.a11yDescription.default': words('canvas.nodeHelp'),
      'node.a11yDescription.keyboardDisabled': words('canvas.nodeHelp'),
      'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => words('canvas.moved', { direction, x, y }),
      'edge.a11yDescription.default': words('canvas.edgeHelp'),
      'controls.zoomIn.ariaLabel': words('canvas.zoomIn'),
      'controls.zoomOut.ariaLabel': words('canvas.zoomOut'),
      'minimap.ariaLabel': words('canvas.minimap'),
    }),
    [words],
  )
}
