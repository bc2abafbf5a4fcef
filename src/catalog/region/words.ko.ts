import type { KindWords } from '../kind.ts'

/** What people read about the region, in Korean. */
export const ko = {
  title: '리전',
  summary: '지도 위의 한 곳. 안에 있는 것끼리는 가깝습니다',
  fields: {
    location: {
      label: '위치',
      help:
        '지도에서 어디에 있는지 정합니다. 리전을 벗어나는 연결은 두 곳 사이 왕복 시간의 절반이 편도 지연이 되고, ' +
        '안쪽 연결은 빠릅니다.',
    },
  },
  options: {
    'us-east': '미국 동부',
    'us-west': '미국 서부',
    'eu-west': '서유럽',
    seoul: '서울',
    tokyo: '도쿄',
    singapore: '싱가포르',
    sydney: '시드니',
    'sao-paulo': '상파울루',
    mumbai: '뭄바이',
  },
  ports: {},
  gauges: {},
} satisfies KindWords
