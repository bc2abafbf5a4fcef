/** One primary and three replicas: reads spread, writes do not, and a dead primary costs what had not arrived. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

const replication = { heartbeatMs: 1_000, promotionMs: 2_000 }

export const dbReplication: Example = {
  slug: 'db-replication',
  title: { en: 'A primary and three replicas', ko: '주 데이터베이스와 복제본 세 대' },
  summary: {
    en: 'Reads go to the replicas. Crash the primary: one of them takes over, and what had not arrived is lost.',
    ko: '읽기는 복제본이 맡습니다. 주 데이터베이스가 죽으면 복제본 하나가 승격되고, 도착하지 못한 쓰기는 사라집니다.',
  },
  look: {
    en: 'Crash the primary and read the events: detection, promotion, and how many acknowledged writes were lost.',
    ko: '주 데이터베이스를 죽이고 사건 목록에서 감지, 승격, 잃어버린 쓰기의 수를 읽어 보세요.',
  },
  korean: {
    users: '사용자',
    web: '웹 서버',
    primary: '주 DB',
    'replica-1': '복제 DB 1',
    'replica-2': '복제 DB 2',
    'replica-3': '복제 DB 3',
  },
  architecture: draw({
    name: 'A primary and three replicas',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 160],
        config: {
          users: 1_000_000,
          classes: [
            { name: 'read', operation: 'read', share: 0.8, keys: 20_000, zipf: 0.9 },
            { name: 'write', operation: 'write', share: 0.2, keys: 20_000, zipf: 0.9 },
          ],
        },
      },
      web: { kind: 'server', name: 'Web servers', at: [260, 160], config: { instances: 4 } },
      primary: {
        kind: 'database',
        name: 'Primary',
        at: [540, 160],
        config: { applyTime: { law: 'exponential', mean: 8, cv: 1 } },
      },
      'replica-1': {
        kind: 'database',
        name: 'Replica 1',
        at: [820, 0],
        config: { applyTime: { law: 'exponential', mean: 8, cv: 1 } },
      },
      'replica-2': {
        kind: 'database',
        name: 'Replica 2',
        at: [820, 160],
        config: { applyTime: { law: 'exponential', mean: 8, cv: 1 } },
      },
      'replica-3': {
        kind: 'database',
        name: 'Replica 3',
        at: [820, 320],
        config: { applyTime: { law: 'exponential', mean: 8, cv: 1 } },
      },
    },
    arrows: [
      { from: 'users', to: 'web' },
      { from: 'web', to: 'primary', config: { reads: 'replicas' } },
      { from: 'primary', to: 'replica-1', config: replication },
      { from: 'primary', to: 'replica-2', config: replication },
      { from: 'primary', to: 'replica-3', config: replication },
    ],
  }),
}
