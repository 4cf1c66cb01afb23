/** The mark: a small ring with a gap at five o'clock. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M17.1 26.44A10.5 10.5 0 1 1 24.49 22.17"
        stroke="var(--cf-accent)"
        strokeWidth="4.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
