import { type ReactNode, useId } from 'react'

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="mr-section" aria-labelledby={id}>
      <div className="mr-section-head">
        <h2 className="mr-section-title" id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
