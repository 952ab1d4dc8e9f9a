/** Made-up monthly loads: a season that rises, the last three months in the accent. */
const loads = [
  22, 30, 27, 41, 38, 52, 47, 60, 55, 49, 63, 70, 58, 66, 74, 61, 52, 68, 77, 71, 64, 80,
] as const
const step = 12.7
const barWidth = 9.5
const base = 88
const emphasised = 3

/** What there is to see in the demo cloud, as a picture. Decoration. */
export function DemoPicture() {
  return (
    <svg aria-hidden width="280" height="92" viewBox="0 0 280 92">
      {loads.map((load, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change
          key={index}
          x={index * step}
          y={base - load}
          width={barWidth}
          height={load}
          rx="1.5"
          fill={index < loads.length - emphasised ? 'var(--c-2)' : 'var(--c-1)'}
        />
      ))}
      <path stroke="var(--l-2)" d="M0 88.5h280" />
    </svg>
  )
}
