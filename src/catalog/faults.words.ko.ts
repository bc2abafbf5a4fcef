import type { FaultType } from './kind.ts'
import type { FaultWords } from './faults.words.en.ts'

/** What people read about faults, in Korean. */
export const ko: Readonly<Record<FaultType, FaultWords>> = {
  crash: {
    label: '다운',
    help:
      '그 자리에서 멈춥니다. 그룹이면 안에 있는 모든 것이 멈춥니다. 처리 중이던 요청은 실패하고 메모리의 내용은 ' +
      '사라지지만 디스크의 내용은 남습니다.',
    repair: '재시작',
    fields: {
      callers: {
        label: '호출자가 받는 것',
        help:
          '재설정이면 죽은 프로세스의 운영 체제가 호출을 거부합니다. 침묵이면 머신이나 데이터 센터가 사라져 시간이 ' +
          '초과되어야 압니다. 대상에 따라 두면 호스트와 가용 영역과 리전은 침묵하고 나머지는 재설정합니다.',
      },
    },
    options: { auto: '대상에 따라', reset: '재설정', silent: '침묵' },
  },
  slow: {
    label: '느려짐',
    help: '계속 동작하지만 모든 처리가 오래 걸려 줄이 길어지고 호출자가 기다리게 됩니다.',
    repair: '속도 복구',
    fields: {
      factor: {
        label: '느려지는 배율',
        help:
          '처리 시간이 몇 배로 늘어나는지 정합니다. 1을 조금 넘으면 티가 나지 않을 수 있고, 크면 호출자가 시간 ' +
          '초과를 겪습니다. 가장 크게 하면 멈춰 선 것이나 다름없습니다.',
      },
    },
  },
  errors: {
    label: '오류',
    help: '잘못된 배포 뒤처럼 호출의 일부가 오류로 끝납니다.',
    repair: '오류 멈춤',
    fields: {
      ratio: {
        label: '오류 비율',
        help: '실패하는 호출의 비율입니다. 100 %면 살아서 응답은 하지만 성공하는 호출이 없습니다.',
      },
    },
  },
  flush: {
    label: '캐시 비우기',
    help: '모든 항목이 한꺼번에 사라집니다. 다시 채워질 때까지 조회는 미스가 되어 뒷단이 대신 응답해야 합니다.',
    fields: {},
  },
  spike: {
    label: '트래픽 급증',
    help: '끝낼 때까지 평소의 몇 배나 되는 요청이 들어옵니다.',
    repair: '급증 끝내기',
    fields: {
      factor: {
        label: '트래픽 배율',
        help: '평소의 몇 배가 들어오는지 정합니다. 작으면 여유가 있는지, 크면 무엇이 먼저 무너지는지 보입니다.',
      },
    },
  },
  monkey: {
    label: '무작위 종료',
    help: '이따금 인스턴스 가운데 아무거나 하나가 죽고, 얼마 뒤 다시 시작됩니다.',
    repair: '그만 죽이기',
    fields: {
      meanIntervalMs: {
        label: '평균 간격',
        help: '한 번 죽이고 다음에 죽일 때까지의 평균 시간이며 지수 분포를 따릅니다. 인스턴스가 n개면 하나는 그 n배를 버팁니다.',
      },
      meanDownMs: {
        label: '평균 복구 시간',
        help: '죽은 인스턴스가 돌아오기까지 걸리는 평균 시간이며 지수 분포를 따릅니다.',
      },
    },
  },
  cut: {
    label: '연결 끊기',
    help: '양쪽 방향 모두 아무것도 지나가지 못하고 아무도 알려 주지 않습니다. 호출자는 시간이 초과되어야 알게 됩니다.',
    repair: '다시 연결',
    fields: {},
  },
  delay: {
    label: '지연 추가',
    help: '이 연결을 지나는 모든 메시지가 더 오래 걸립니다.',
    repair: '지연 제거',
    fields: {
      addMs: {
        label: '추가 지연',
        help: '메시지마다 더해지는 시간입니다. 타임아웃보다 짧으면 느려지기만 하고, 넘으면 호출이 실패합니다.',
      },
    },
  },
  loss: {
    label: '패킷 손실',
    help: '메시지 일부가 사라져, 두 배씩 길어지는 간격을 두고 다시 보냅니다. 그래서 몇몇 호출이 훨씬 느려집니다.',
    repair: '손실 멈추기',
    fields: {
      ratio: {
        label: '손실 비율',
        help: '사라지는 메시지의 비율입니다. 몇 퍼센트면 가장 느린 호출에서만 보이고, 절반이면 대부분 1초를 넘깁니다.',
      },
    },
  },
  bandwidth: {
    label: '대역폭 제한',
    help: '초당 정해진 만큼만 지나갑니다. 그보다 많이 보내면 방향마다 줄을 서서 차례를 기다립니다.',
    repair: '제한 풀기',
    fields: {
      mbps: {
        label: '대역폭',
        help: '회선이 초당 나르는 양입니다. 넉넉하면 조금 늦어질 뿐이고, 보내는 양보다 적으면 줄이 계속 길어져 타임아웃이 납니다.',
      },
    },
  },
}
