/** Why the load balancer begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'as by the address of the user; by key it brings what is asked for to one place':
    '사용자의 주소로 나누는 것과 같습니다. 키로 나누면 같은 것을 찾는 요청이 한곳에 모입니다',
  'most balancers judge by their health checks alone unless told otherwise':
    '대부분의 로드 밸런서는 따로 정하지 않으면 상태 확인만으로 판단합니다',
  'a small balancer of its own': '직접 운영하는 작은 로드 밸런서로 봅니다',
  'no trustworthy published figure for a managed balancer; 1.5 ms at the median':
    '관리형 로드 밸런서에는 믿을 만한 공개 수치가 없어 중앙값을 1.5 ms로 잡았습니다',
  'connections a small balancer holds before it turns callers away':
    '작은 로드 밸런서가 호출자를 돌려보내기 전까지 붙들 수 있는 연결 수입니다',
}
