/** Why the gateway begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'a second of a thousand requests; what is above waits longer than users do':
    '초당 천 건일 때 1초 분량이며, 그보다 많으면 사용자가 참는 시간보다 오래 기다리게 됩니다',
  'requests in hand that a small gateway has room for': '작은 게이트웨이 하나가 동시에 맡을 수 있는 요청 수입니다',
  'a fifth of the places is kept for what matters more': '자리의 5분의 1을 더 중요한 요청을 위해 남겨 둡니다',
  'checking a signed token takes about a tenth of a millisecond of a core':
    '서명된 토큰 하나를 확인하는 데 코어 시간이 0.1 ms쯤 듭니다',
  'a small gateway of its own': '직접 운영하는 작은 게이트웨이로 봅니다',
  'no trustworthy published figure for a managed gateway; 10 ms at the median':
    '관리형 게이트웨이에는 믿을 만한 공개 수치가 없어 중앙값을 10 ms로 잡았습니다',
}
