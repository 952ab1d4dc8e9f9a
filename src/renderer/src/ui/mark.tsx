/** The mark of the app: a graduated scale with its pointer. */
export function Mark({ size = 18 }: { readonly size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 18 18">
      <rect x=".5" y=".5" width="17" height="17" rx="4.5" fill="var(--a-solid)" />
      <g stroke="var(--t-on-accent)" strokeLinecap="round">
        <path
          strokeOpacity=".65"
          strokeWidth="1.2"
          d="M3.8 12.5v-2M6.4 12.5V9.3M11.6 12.5V9.3M14.2 12.5v-2"
        />
        <path strokeWidth="1.6" d="M9 13V5" />
      </g>
      <circle cx="9" cy="4.6" r="1.3" fill="var(--t-on-accent)" />
    </svg>
  )
}
