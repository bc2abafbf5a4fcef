/** Work that need not be done at once goes into a queue: the web answers now, the workers follow. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const messageQueue: Example = {
  slug: 'message-queue',
  title: { en: 'A queue with workers', ko: '메시지 큐와 작업 서버' },
  summary: {
    en: 'Photos are processed later. Stop the workers: nothing is lost, and the backlog drains when they are back.',
    ko: '사진 처리는 나중에 합니다. 작업 서버가 멈춰도 잃는 것 없이 쌓이고, 돌아오면 줄어듭니다.',
  },
  look: {
    en: 'Crash the workers for half a minute, watch the backlog climb, restart them and watch it drain.',
    ko: '작업 서버를 30초쯤 멈춰 밀린 메시지가 쌓이는 것을 보고, 다시 켜서 줄어드는 것을 보세요.',
  },
  korean: {
    users: '사용자',
    web: '웹 서버',
    queue: '사진 큐',
    workers: '사진 워커',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'A queue with workers',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 120],
        config: {
          users: 300_000,
          classes: [
            { name: 'page', operation: 'read', share: 0.7, keys: 50_000, zipf: 0.8 },
            { name: 'photo', operation: 'job', share: 0.3, keys: 1_000_000, zipf: 0 },
          ],
        },
      },
      web: { kind: 'server', name: 'Web servers', at: [260, 120], config: { instances: 2 } },
      queue: { kind: 'queue', name: 'Photo queue', at: [520, 240], config: { visibilityMs: 10_000 } },
      workers: { kind: 'worker', name: 'Photo workers', at: [780, 240], config: { instances: 4 } },
      db: { kind: 'database', name: 'Database', at: [780, 20] },
    },
    arrows: [
      { from: 'users', to: 'web' },
      { from: 'web', to: 'db' },
      { from: 'web', to: 'queue' },
      { from: 'queue', to: 'workers' },
      { from: 'workers', to: 'db' },
    ],
  }),
}
