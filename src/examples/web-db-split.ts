/** The first cut: the web server and the database on machines of their own. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const webDbSplit: Example = {
  slug: 'web-db-split',
  title: { en: 'Web and database apart', ko: '웹 서버와 데이터베이스 분리' },
  summary: {
    en: 'Each on a machine of its own: either can grow alone, and either alone can stop everything.',
    ko: '각자 한 대씩 쓰면 따로 키울 수 있지만, 둘 중 하나만 멈춰도 전체가 멈춥니다.',
  },
  look: {
    en: 'Raise users until the web server is full, and give it cores: the database still has room.',
    ko: '웹 서버가 가득 찰 때까지 사용자를 늘린 뒤 코어를 주세요. 데이터베이스에는 아직 여유가 있습니다.',
  },
  korean: {
    users: '사용자',
    'web-host': '웹 서버 장비',
    'db-host': '데이터베이스 장비',
    web: '웹 서버',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'Web and database apart',
    latencyMs: 300,
    boxes: {
      users: { kind: 'client', name: 'Users', at: [0, 120], config: { users: 500_000 } },
      'web-host': { kind: 'host', name: 'Web machine', at: [260, 20], size: [280, 240], config: { cores: 4 } },
      'db-host': { kind: 'host', name: 'Database machine', at: [640, 20], size: [280, 240], config: { cores: 4 } },
      web: { kind: 'server', name: 'Web server', at: [50, 100], parent: 'web-host' },
      db: { kind: 'database', name: 'Database', at: [50, 100], parent: 'db-host' },
    },
    arrows: [
      { from: 'users', to: 'web' },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'web-first',
      says: {
        en: 'The web machine is what fills up: the database machine is not a tenth as busy.',
        ko: '먼저 차는 것은 웹 서버 장비이고, 데이터베이스 장비는 그 10분의 1도 바쁘지 않습니다.',
      },
      under: {},
      measure: { path: 'components.db.stations.cores.utilization', over: 'components.web.stations.cores.utilization' },
      atMost: 0.1,
      because:
        'Utilization is rate × time a core ÷ cores: a page takes 12 ms of four cores, a read of memory less than a ' +
        'millisecond of as many.',
      counter: { set: ['web-host.cores=64'] },
    },
    {
      id: 'web-stops-all',
      says: {
        en: 'Without the web machine nothing is served; without the database machine, files still are.',
        ko: '웹 서버 장비가 없으면 아무것도 처리되지 않지만, 데이터베이스 장비가 없어도 파일은 처리됩니다.',
      },
      under: { fault: ['crash web-host at 10s'], duration: '40s', 'warm-up': '20s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 0,
      because: 'Two machines in series: every request goes through the first, and pages through both.',
      counter: { fault: ['crash db-host at 10s'], instead: true },
    },
  ],
}
