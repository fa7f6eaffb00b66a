interface ProgressBarProps {
  /** What is under way. */
  label: string
  /** 0 to 100. */
  percentage: number
}

/** How far something is. React Aria's would bring its way of writing numbers to where the window starts. */
export function ProgressBar({ label, percentage }: ProgressBarProps) {
  return (
    <>
      <progress className="hidden" aria-label={label} max={100} value={percentage} />
      <span className="progress" aria-hidden="true">
        <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${percentage}%`)} />
      </span>
    </>
  )
}
