import type { KindWords } from '../kind.ts'

/** What people read about the zone, in Korean. */
export const ko = {
  title: '가용 영역',
  summary: '리전 안의 데이터 센터. 하나씩 따로 잃을 수 있습니다',
  fields: {},
  ports: {},
  gauges: {},
} satisfies KindWords
