import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the server, in Korean. */
export const ko = {
  title: '서버',
  summary: '요청마다 스레드 하나로 코드를 실행합니다',
  fields: {
    instances: {
      label: '인스턴스 수',
      help:
        '이 상자에 들어 있는 똑같은 서버의 수이며, 호출이 나뉘어 들어옵니다. 하나면 단일 장애 지점이고, 늘리면 ' +
        '함께 쓰는 뒷단이 찰 때까지 부하를 나눕니다.',
    },
    machine: {
      label: '머신 크기',
      help:
        '인스턴스 하나의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 ' +
        '인스턴스가 하나씩 다시 시작됩니다.',
    },
    cores: {
      label: '코어 수',
      help: '인스턴스 하나의 코어 수입니다. 모두 바쁘면 스레드가 코어를 기다리고 지연이 가파르게 늘어납니다.',
    },
    cpuTime: {
      label: 'CPU 시간',
      help: '정적 파일이 아닌 요청 하나가 쓰는 코어 시간입니다. 코어 하나는 1초에 1초어치까지만 처리합니다.',
    },
    staticCpuTime: {
      label: '정적 파일 CPU',
      help: '정적 파일 요청 하나가 쓰는 코어 시간입니다. 앞에 CDN이 있으면 여기까지 오는 일이 드뭅니다.',
    },
    threads: {
      label: '스레드 수',
      help:
        '인스턴스 하나가 동시에 처리하는 요청 수입니다. 캐시나 데이터베이스를 기다리는 동안에도 응답할 때까지 ' +
        '스레드를 붙듭니다. 적으면 느린 데이터베이스에 웹 계층 전체가 멈추고, 많으면 뒷단에 부하가 더 몰립니다.',
    },
    backlog: {
      label: '대기 한도(backlog)',
      help:
        '스레드를 기다릴 수 있는 요청 수이며, 넘치면 거절합니다. 0이면 아무도 기다리지 못하고, 너무 길면 이미 ' +
        '포기한 요청까지 처리하게 됩니다.',
    },
  },
  options: machineOptions('compute', 'ko'),
  ports: {
    cache: { label: '캐시', verb: '캐시 조회' },
    database: { label: '데이터베이스', verb: '읽기·쓰기' },
    queue: { label: '큐', verb: '메시지 발행' },
    downstream: { label: '하위 서비스', verb: '서비스 호출' },
  },
  gauges: { utilization: 'CPU 사용률', threadsBusy: '스레드 사용률', line: '스레드 대기' },
  stations: { threads: '스레드', cores: 'CPU 코어' },
} satisfies KindWords
