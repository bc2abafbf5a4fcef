/** What the page's own thread does, as the browser's recorder tells it. */
import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Processor time in microseconds; absent where the system does not tell. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Processor ms of each task of the page's main thread over some time. */
export async function mainThreadTasks(browser: Browser, page: Page, ms: number): Promise<readonly number[]> {
  const categories = ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata']
  await browser.startTracing(page, { categories })
  await page.evaluate((time) => new Promise((resolve) => setTimeout(resolve, time)), ms)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const isMain = ({ pid, tid }: TraceEvent) => threads.some((thread) => thread.pid === pid && thread.tid === tid)
  return traceEvents
    .filter((event) => event.name === 'RunTask' && isMain(event))
    .flatMap(({ tdur }) => (tdur === undefined ? [] : [tdur / 1_000]))
}
