import { useEffect, useState } from 'react'

/** Long enough that dragging the scroll bar asks for nothing on its way, short enough to go unnoticed. */
const settleMs = 80

/**
 * Which of the blocks in view to ask for: those that are there already at once, others when the view has rested on
 * them. Scrolling past thousands of rows then makes one request, not hundreds.
 */
export function useWantedBlocks(
  inView: readonly number[],
  isThere: (block: number) => boolean,
): readonly number[] {
  const [settled, setSettled] = useState(inView)
  const name = inView.join(',')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name.split(',').map(Number)), settleMs)
    return () => clearTimeout(timer)
  }, [name])
  return inView.filter(block => settled.includes(block) || isThere(block))
}
