/** The worker's thread: a host bound to it. Slices follow each other by messages, since timers are held up to 4 ms. */
import { createHost } from './host.ts'
import type { Command } from './protocol.ts'

const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port2.onmessage = () => waiting.shift()?.()

const host = createHost({
  post: (update, transfer = []) => self.postMessage(update, [...transfer]),
  later(ms, callback) {
    if (ms > 0) {
      setTimeout(callback, ms)
      return
    }
    waiting.push(callback)
    channel.port1.postMessage(null)
  },
  now: () => performance.now(),
})

self.onmessage = ({ data }: MessageEvent<Command>) => host.receive(data)
