import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the worker, in Korean. */
export const ko = {
  title: '워커',
  summary: '큐에서 작업을 가져와 처리합니다',
  fields: {
    instances: {
      label: '인스턴스 수',
      help:
        '큐에서 작업을 가져가는 똑같은 서버의 수이며, 저마다 슬롯과 코어가 있습니다. 늘리면 호출하는 ' +
        '데이터베이스가 찰 때까지 백로그가 더 빨리 줄어듭니다.',
    },
    machine: {
      label: '머신 크기',
      help:
        '인스턴스 하나의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 ' +
        '인스턴스가 하나씩 다시 시작됩니다.',
    },
    cores: {
      label: '코어 수',
      help: '인스턴스 하나의 코어 수입니다. 초당 끝낼 수 있는 작업 수를 정하며, 슬롯보다 많으면 일부는 놀게 됩니다.',
    },
    concurrency: {
      label: '동시 작업 수',
      help:
        '인스턴스 하나가 동시에 맡는 작업 수입니다. 코어보다 적으면 코어가 놀고, 더 늘리면 데이터베이스를 기다리는 ' +
        '동안에만 도움이 됩니다.',
    },
    jobTime: {
      label: '작업 시간',
      help:
        '작업 하나가 쓰는 코어 시간입니다. 코어 수를 이 값으로 나누면 초당 최대 작업 수이고, 발행이 더 많으면 ' +
        '백로그가 쌓입니다.',
    },
  },
  options: machineOptions('compute', 'ko'),
  ports: {
    database: { label: '데이터베이스', verb: '쓰기' },
    queue: { label: '큐', verb: '메시지 발행' },
  },
  gauges: { utilization: 'CPU 사용률', done: '끝낸 작업' },
  stations: { slots: '슬롯', cores: 'CPU 코어' },
} satisfies KindWords
