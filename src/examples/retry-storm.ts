/** Retries keep a system down after what brought it down has long gone. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const retryStorm: Example = {
  slug: 'retry-storm',
  title: { en: 'A retry storm that feeds itself', ko: '스스로를 먹여 살리는 재시도 폭풍' },
  summary: {
    en: 'The database stands still for ten seconds; retries keep it busy with answers nobody waits for, for good.',
    ko: '데이터베이스가 10초 멈춘 뒤, 아무도 기다리지 않는 응답에 재시도가 계속 매달려 끝내 회복하지 못합니다.',
  },
  look: {
    en: 'Slow the service down ×10,000 for ten seconds and repair it: it stays down. Then give the retries a budget.',
    ko: '데이터베이스를 10초 동안 10,000배 느리게 했다가 고쳐도 그대로입니다. 연결에 재시도 예산을 줘 보세요.',
  },
  korean: { users: '사용자', db: '데이터 서비스' },
  architecture: draw({
    name: 'A retry storm that feeds itself',
    latencyMs: 1_000,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 100],
        config: {
          load: 'rate',
          rate: 200,
          classes: [{ name: 'query', operation: 'read', share: 1, keys: 10_000, zipf: 0.8 }],
        },
      },
      db: {
        kind: 'server',
        name: 'Data service',
        at: [320, 100],
        config: {
          cores: 1,
          cpuTime: { law: 'constant', mean: 10 / 3, cv: 0 },
          threads: 100_000,
          backlog: 100_000,
        },
      },
    },
    arrows: [{ from: 'users', to: 'db', config: { timeoutMs: 1_000, tries: 2, backoff: 'none' } }],
  }),
  claims: [
    {
      id: 'outlives',
      says: {
        en: 'Minutes after the database has recovered, next to nothing is answered in time.',
        ko: '데이터베이스가 회복하고 몇 분이 지나도 제때 응답을 받는 요청이 거의 없습니다.',
      },
      under: {
        fault: ['slow db factor=10000 at 60s for 10s'],
        duration: '400s',
        'warm-up': '300s',
      },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 2,
      because:
        'Each request is tried twice, so 400 a second reach a server of 300: its line never gets shorter than the ' +
        'second that callers wait (Bronson et al., HotOS 2021).',
      counter: { set: ['users->db.tries=1'] },
    },
    {
      id: 'budget',
      says: {
        en: 'With a retry budget of a tenth the same outage is over soon after it ends.',
        ko: '재시도 예산이 10분의 1이면 같은 장애가 끝난 뒤 곧 회복합니다.',
      },
      under: {
        set: ['users->db.retryBudget=true', 'users->db.retryRatio=0.1'],
        fault: ['slow db factor=10000 at 60s for 10s'],
        duration: '400s',
        'warm-up': '300s',
      },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atLeast: 195,
      because: '200 a second and a tenth of them again are 220, which is less than 300: the line gets shorter.',
      counter: { set: ['users->db.retryRatio=1'] },
    },
  ],
}
