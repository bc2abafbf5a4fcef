/** The result of a run as one object for programs; `docs/summary.md` describes it. */
import type { ComponentSummary, Summary } from '../simulation/reading.ts'
import { busiest } from '../simulation/replications.ts'
import type { Wall } from './simulate.ts'

type Outcomes = ComponentSummary['outcomes']

/** What `run --json` prints: the summary, with what most readers would work out of it themselves, and the wall time. */
export function summaryObject(summary: Summary, wall: Wall) {
  const { endToEnd, components } = summary
  const waiting = endToEnd.time.filter(({ cause }) => cause.type === 'waiting')
  return {
    ...summary,
    endToEnd: {
      ...endToEnd,
      outcomes: withOk(endToEnd.outcomes),
      waitingMs: waiting.reduce((sum, { meanMs }) => sum + meanMs, 0),
    },
    components: Object.fromEntries(
      Object.entries(components).map(([id, component]) => [id, componentObject(id, component, summary)]),
    ),
    wall,
  }
}

function componentObject(id: string, component: ComponentSummary, { endToEnd }: Summary) {
  const utilization = busiest(component)
  const causes = endToEnd.causes.filter((cause) => cause.component === id)
  return {
    ...component,
    outcomes: withOk(component.outcomes),
    causes: causes.map(({ outcome, requests }) => ({ outcome, requests })),
    utilization: Number.isNaN(utilization) ? null : utilization,
  }
}

/** Outcomes that did not occur are left out, but for the one everybody asks for. */
function withOk(outcomes: Outcomes): Outcomes {
  return { ok: 0, ...outcomes }
}
