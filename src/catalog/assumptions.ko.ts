/** Assumptions that are shared by several kinds, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'open to users, so that a first design works; what stands behind others may be closed':
    '첫 설계가 바로 돌아가도록 사용자에게 열어 둡니다. 다른 것 뒤에 있으면 닫아도 됩니다',
  'one box is one machine until somebody adds more': '누군가 늘리기 전까지 상자 하나는 머신 한 대입니다',
  'from the places of its two ends unless set': '따로 정하지 않으면 양 끝의 위치에 따라 정해집니다',
}
