interface ProgressBarProps {
  /** What is under way. */
  label: string
  /** 0 to 100. */
  percentage: number
}

/** How far something is. React Aria's would bring its way of writing numbers to where the window starts. */
export function ProgressBar({ label, percentage }: ProgressBarProps) {
  return (
    <div role="progressbar" className="progress" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percentage}>
      <span className="progress-bar" ref={(bar) => bar?.style.setProperty('inline-size', `${percentage}%`)} />
    </div>
  )
}
