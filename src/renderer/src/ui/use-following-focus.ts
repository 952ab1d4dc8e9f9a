import { type RefObject, useEffect, useRef } from 'react'

interface FollowingFocusOptions {
  /** The place that has the focus in this drawing; each place of the list has a name of its own. */
  readonly place: string | number
  readonly viewport: RefObject<HTMLElement | null>
  /** Finds the element of that place, if it is drawn. */
  readonly selector: string
}

/**
 * The focus of a list of which only a part is drawn, led by keys: `follow` has it go to a place as soon as that is
 * drawn. An effect of an earlier drawing may run after the key that leads on, and would give the focus to where it was.
 */
export function useFollowingFocus({ place, viewport, selector }: FollowingFocusOptions) {
  const wanted = useRef<string | number | null>(null)
  useEffect(() => {
    if (wanted.current !== place) return
    const element = viewport.current?.querySelector<HTMLElement>(selector)
    if (element == null) return
    wanted.current = null
    element.focus({ preventScroll: true })
  })
  return (to: string | number): void => {
    wanted.current = to
  }
}
