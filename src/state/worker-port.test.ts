import { expect, test } from 'vitest'
import { emptyArchitecture } from '../architecture/empty.ts'
import type { Command, Update } from '../worker/protocol.ts'
import { workerPort } from './worker-port.ts'

/** A worker whose events are sent by hand. */
function fakeWorker() {
  const listeners: Record<string, ((event: never) => void)[]> = {}
  const posted: Command[] = []
  return {
    posted,
    postMessage: (command: Command) => posted.push(command),
    addEventListener(type: string, listener: (event: never) => void) {
      ;(listeners[type] ??= []).push(listener)
    },
    send: (type: string, event: object) => listeners[type]?.forEach((listener) => listener(event as never)),
  }
}

const start: Command = {
  type: 'start',
  runId: 3,
  architecture: { ...emptyArchitecture('x'), settings: { ...emptyArchitecture('x').settings, seed: 11 } },
  pace: 1_000,
  paused: false,
}

test('what the worker says is passed on', () => {
  const worker = fakeWorker()
  const port = workerPort(worker, 'lost')
  const heard: Update[] = []
  port.listen((update) => heard.push(update))
  port.post(start)
  worker.send('message', { data: { type: 'paused', runId: 3, atMs: 5 } })
  expect(worker.posted).toEqual([start])
  expect(heard).toEqual([{ type: 'paused', runId: 3, atMs: 5 }])
})

test('a worker that breaks down is the crash of the run it was given', () => {
  const worker = fakeWorker()
  const port = workerPort(worker, 'lost')
  const heard: Update[] = []
  port.listen((update) => heard.push(update))
  port.post(start)
  worker.send('error', { message: 'out of memory' })
  expect(heard).toEqual([{ type: 'crashed', runId: 3, message: 'out of memory', stack: '', seed: 11, atMs: 0 }])
})

test('one that cannot be loaded, whose error says nothing, is told by what would do', () => {
  const worker = fakeWorker()
  const heard: Update[] = []
  workerPort(worker, 'Reload the page.').listen((update) => heard.push(update))
  worker.send('error', {})
  expect(heard[0]).toMatchObject({ type: 'crashed', message: 'Reload the page.' })
})
