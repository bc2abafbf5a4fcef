import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the host, in Korean. */
export const ko = {
  title: '호스트',
  summary: '여러 컴포넌트가 함께 쓰는 머신 한 대',
  fields: {
    machine: {
      label: '머신 크기',
      help:
        '머신의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 머신과 그 ' +
        '위의 모든 것이 다시 시작됩니다.',
    },
    cores: {
      label: '코어 수',
      help:
        '이 머신에 있는 컴포넌트가 각자의 코어 대신 함께 쓰는 코어 수입니다. 모자라면 바쁜 데이터베이스가 옆의 ' +
        '서버까지 느리게 만듭니다.',
    },
  },
  options: machineOptions('compute', 'ko'),
  ports: {},
  gauges: {},
  stations: { cores: 'CPU 코어' },
} satisfies KindWords
