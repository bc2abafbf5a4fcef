import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the database, in Korean. */
export const ko = {
  title: '데이터베이스',
  summary: '데이터를 디스크에 보관하고 로그를 복제본에 보냅니다',
  fields: {
    machine: {
      label: '머신 크기',
      help:
        '머신의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 다시 ' +
        '시작됩니다.',
    },
    cores: {
      label: '코어 수',
      help: '쿼리가 함께 쓰는 코어 수입니다. 모두 바쁘면 쿼리가 연결을 붙든 채 코어를 기다립니다.',
    },
    readTime: {
      label: '읽기 시간',
      help:
        '읽기 하나가 쓰는 코어 시간입니다. 코어 수를 이 값으로 나누면 초당 최대 읽기 수이며, 캐시나 복제본으로 덜 ' +
        '수 있습니다.',
    },
    writeTime: {
      label: '쓰기 시간',
      help:
        '프라이머리에서 쓰기 하나가 쓰는 코어 시간입니다. 쓰기는 모두 프라이머리로 가므로 복제본을 늘려도 줄지 ' +
        '않습니다.',
    },
    commitTime: {
      label: '커밋 시간',
      help:
        '쓰기가 디스크에 안전하게 기록될 때까지 기다리는 시간입니다. 코어는 쓰지 않지만 연결을 붙들고, 0이면 ' +
        '디스크가 즉시 응답합니다.',
    },
    applyTime: {
      label: '적용 시간',
      help:
        '복제본이 로그의 쓰기 하나를 적용하는 시간이며, 하나씩 차례로 적용합니다. 쓰기가 이보다 빨리 오면 복제 ' +
        '지연이 끝없이 늘어납니다.',
    },
    maxConnections: {
      label: '최대 연결 수',
      help:
        '동시에 처리하는 쿼리 수이며, 쿼리마다 끝날 때까지 연결 하나를 붙듭니다. 적으면 연결을 기다리고, 많으면 그 ' +
        '대신 코어를 기다립니다.',
    },
    waitingRoom: {
      label: '대기 한도',
      help:
        '연결을 기다릴 수 있는 호출 수이며, 넘치면 거절합니다. 0이면 아무도 기다리지 못하고, 길면 과부하가 시간 ' +
        '초과로 나타납니다.',
    },
  },
  options: machineOptions('database', 'ko'),
  ports: {
    replicas: { label: '복제본', verb: '복제' },
  },
  gauges: {
    utilization: 'CPU 사용률',
    lagMs: '복제 지연',
    staleShare: '오래된 값 비율',
    lostWrites: '유실된 쓰기',
    connectionsBusy: '연결 사용률',
  },
  stations: { connections: '연결', cores: 'CPU 코어' },
} satisfies KindWords
