/** Why the server begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'a templated page: 10 ms at the median; no published distribution was found':
    '템플릿으로 만드는 페이지로 보아 중앙값을 10 ms로 잡았습니다. 공개된 분포는 찾지 못했습니다',
  'a file from memory or a short answer: 2 ms at the median':
    '메모리에 있는 파일이나 짧은 응답으로 보아 중앙값을 2 ms로 잡았습니다',
  'most web frameworks give each request a thread': '대부분의 웹 프레임워크는 요청마다 스레드를 하나씩 줍니다',
  'connections that one process keeps open before it runs out of memory':
    '프로세스 하나가 메모리가 바닥나기 전까지 열어 둘 수 있는 연결 수입니다',
  'lines of threads and of cores are first come first served unless told otherwise':
    '스레드와 코어를 기다리는 줄은 따로 정하지 않으면 선착순입니다',
  'a request stays in line until it is served, unless told otherwise':
    '따로 정하지 않으면 요청은 처리될 때까지 줄에 남아 있습니다',
  'who has waited a second has mostly gone elsewhere': '1초를 기다린 사용자는 대개 이미 떠난 뒤입니다',
  'short work is done in one go; a scheduler’s slices share the cores among what is long':
    '짧은 일은 한 번에 끝납니다. 스케줄러가 시간을 쪼개 코어를 나눠 주는 것은 긴 일들입니다',
  'several services behind one port are alike unless told otherwise':
    '한 포트에 연결된 여러 서비스는 따로 정하지 않으면 서로 같다고 봅니다',
  'every request goes on to a service where one is connected': '서비스가 연결되어 있으면 모든 요청이 서비스까지 갑니다',
  '0 stands for all: an answer is put together from all answers':
    '0은 모두를 뜻합니다. 응답을 모두 모아야 하나의 응답이 됩니다',
  'whatever a request needs comes with it, until somebody has to log in':
    '로그인이 필요해지기 전까지는 필요한 것이 모두 요청에 실려 옵니다',
  'half an hour without a request: a usual setting of web frameworks':
    '30분 동안 요청이 없을 때로, 웹 프레임워크에서 흔한 설정입니다',
  'a gigabyte of memory at 10 kB a session': '세션 하나를 10 kB로 보면 메모리 1 GB에 들어가는 수입니다',
  'well under the deadline of its caller: a slow cache is worth less than the database':
    '호출자의 마감 시간보다 훨씬 짧게 잡았습니다. 느린 캐시는 데이터베이스만 못합니다',
  'services are called alike unless told otherwise': '따로 정하지 않으면 서비스들은 고르게 호출됩니다',
  'a request calls a service once, unless told otherwise': '따로 정하지 않으면 요청 하나가 서비스를 한 번 부릅니다',
  'a session is looked up in a millisecond; nothing goes on without it':
    '세션은 1 ms면 조회되지만, 세션 없이는 아무것도 진행되지 않습니다',
}
