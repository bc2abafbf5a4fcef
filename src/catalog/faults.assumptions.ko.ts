/** Why faults begin with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'a grey failure: up, but five times slower': '그레이 장애(grey failure)로, 살아 있지만 다섯 배 느립니다',
  'a bad deploy: one request in five fails': '잘못된 배포로, 요청 다섯 건 가운데 한 건이 실패합니다',
  'ten times the usual; of flash crowds 2 to 100 times are reported':
    '평소의 열 배입니다. 갑자기 몰려든 트래픽은 2~100배까지 보고되어 있습니다',
  'once a minute, to be seen in a short run; Chaos Monkey kills one in two work days on average':
    '짧은 실행에서도 보이도록 1분에 한 번으로 잡았습니다. Chaos Monkey는 근무일 기준 평균 이틀에 하나를 죽입니다',
  'a replacement boots in 26 s and starts in 30 s, at the median':
    '대신할 인스턴스는 중앙값으로 부팅에 26초, 기동에 30초 걸립니다',
  '100 kB a second: a line on which a page takes seconds': '초당 100 kB로, 페이지 하나에 몇 초씩 걸리는 회선입니다',
  'the system under a process that died resets its connections; a machine that is gone sends nothing':
    '죽은 프로세스의 연결은 운영 체제가 끊어 주지만, 사라진 머신은 아무것도 보내지 않습니다',
}
