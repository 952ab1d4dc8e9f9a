import type { EChartsCoreOption } from 'echarts/core'
import { type PointerEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { type ChartColors, chartColors } from './chart-colors.ts'
import { init } from './chart-library.ts'
import { fileOption } from './chart-option.ts'
import css from './charts-view.module.css'

/** A part of a chart in the units of its axes; along a list of places, their positions. */
export interface ChartArea {
  readonly x: readonly [from: number, to: number]
  readonly y: readonly [from: number, to: number]
}

/** What the buttons beside a picture do to it. */
export interface ChartHandle {
  /** Shows a share of what is in view, around its middle: 0.5 is twice as near. */
  zoom(share: number): void
  showAll(): void
  /** The whole chart with its title, PNG as base64. */
  fileOf(kind: 'png' | 'svg', title: string): string
}

interface ChartPictureProps {
  /** Says what the picture shows; the table beside it has the numbers. */
  readonly label: string
  /** Id of what tells the numbers in short. */
  readonly describedBy: string
  readonly handle: RefObject<ChartHandle | null>
  /** Whether a part is chosen along the x axis alone, or in both directions. */
  readonly area: 'x' | 'xy'
  readonly option: (colors: ChartColors) => EChartsCoreOption
  /** A place on the x axis, or a point, was pressed. */
  onPick(index: number): void
  /** A part was chosen by dragging over it. */
  readonly onArea: ((area: ChartArea) => void) | undefined
}

/** Pixels of a file, without its scale; wide enough for a page. */
const fileSize = { width: 1000, height: 560 }
/** Pixels that a pointer moves before it drags. */
const dragFrom = 6

interface Drag {
  readonly from: readonly [x: number, y: number]
  readonly to: readonly [x: number, y: number]
}

/** A canvas that follows its size and the theme. */
export function ChartPicture(props: ChartPictureProps) {
  const { label, option, area, onPick, onArea } = props
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const made = init(element)
    chart.current = made
    made.on('click', ({ dataIndex }) => pick.current(dataIndex))
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const draw = (): void => chart.current?.setOption(option(chartColors(element)), { notMerge: true })
    draw()
    // The tokens change with the attribute, which is set after the effects of what stands inside.
    const observer = new MutationObserver(draw)
    observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => observer.disconnect()
  }, [option])

  useImperativeHandle(
    props.handle,
    () => ({
      zoom(share) {
        for (const [dataZoomIndex, { start, end }] of zoomsOf(chart.current).entries()) {
          const half = Math.min(50, ((end - start) / 2) * share)
          const middle = Math.min(100 - half, Math.max(half, (start + end) / 2))
          chart.current?.dispatchAction({
            type: 'dataZoom',
            dataZoomIndex,
            start: middle - half,
            end: middle + half,
          })
        }
      },
      showAll() {
        for (const dataZoomIndex of zoomsOf(chart.current).keys()) {
          chart.current?.dispatchAction({ type: 'dataZoom', dataZoomIndex, start: 0, end: 100 })
        }
      },
      fileOf(kind, title) {
        const element = frame.current
        if (element === null) return ''
        const shown = chartColors(element)
        // ECharts writes it into an attribute of an SVG as it stands.
        const colors = { ...shown, font: shown.font.replaceAll('"', "'") }
        return fileOf(kind, fileOption(option(colors), title, colors))
      },
    }),
    [option],
  )

  const started = (event: PointerEvent): void => {
    if (onArea === undefined || event.button !== 0 || event.shiftKey) return
    const at = placeIn(frame.current, event)
    if (at === null || chart.current?.containPixel({ gridIndex: 0 }, [...at]) !== true) return
    setDrag({ from: at, to: at })
  }
  const moved = (event: PointerEvent): void => {
    const at = placeIn(frame.current, event)
    if (drag !== null && at !== null) setDrag({ ...drag, to: at })
  }
  const ended = (): void => {
    setDrag(null)
    if (drag === null || !isDrag(drag, area)) return
    const [from, to] = [valuesAt(chart.current, drag.from), valuesAt(chart.current, drag.to)]
    if (from === null || to === null) return
    onArea?.({ x: ascending(from[0], to[0]), y: ascending(from[1], to[1]) })
  }
  return (
    <div
      className={css.stage}
      onPointerDown={started}
      onPointerMove={moved}
      onPointerUp={ended}
      onPointerLeave={() => setDrag(null)}
    >
      <div
        ref={frame}
        role="img"
        aria-label={label}
        aria-describedby={props.describedBy}
        className={css.picture}
      />
      {drag !== null && isDrag(drag, area) && <div className={css.area} style={boxOf(drag, area)} />}
    </div>
  )
}

function isDrag({ from, to }: Drag, area: 'x' | 'xy'): boolean {
  const [x, y] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])]
  return area === 'x' ? x >= dragFrom : x >= dragFrom && y >= dragFrom
}

function boxOf({ from, to }: Drag, area: 'x' | 'xy') {
  const [left, right] = ascending(from[0], to[0])
  const [top, bottom] = ascending(from[1], to[1])
  return area === 'x'
    ? { left, width: right - left, top: 0, bottom: 0 }
    : { left, width: right - left, top, height: bottom - top }
}

function ascending(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a]
}

function placeIn(frame: HTMLElement | null, event: PointerEvent): readonly [number, number] | null {
  if (frame === null) return null
  const { left, top } = frame.getBoundingClientRect()
  return [event.clientX - left, event.clientY - top]
}

function valuesAt(
  chart: ReturnType<typeof init> | null,
  at: readonly [number, number],
): readonly [number, number] | null {
  const values: unknown = chart?.convertFromPixel({ gridIndex: 0 }, [...at])
  if (!Array.isArray(values)) return null
  const [x, y] = values.map(Number)
  return x === undefined || y === undefined ? null : [x, y]
}

interface Zoom {
  readonly start: number
  readonly end: number
}

function zoomsOf(chart: ReturnType<typeof init> | null): readonly Zoom[] {
  const zooms: unknown = chart?.getOption()['dataZoom']
  return Array.isArray(zooms) ? (zooms as readonly Zoom[]) : []
}

/** Draws anew, apart from the screen, so that the file has its own size and none of what is zoomed into. */
function fileOf(kind: 'png' | 'svg', option: EChartsCoreOption): string {
  const drawn =
    kind === 'svg'
      ? init(null, null, { renderer: 'svg', ssr: true, ...fileSize })
      : init(document.createElement('div'), null, { renderer: 'canvas', devicePixelRatio: 2, ...fileSize })
  try {
    drawn.setOption(option)
    if (kind === 'svg') return drawn.renderToSVGString()
    return drawn.getDataURL({ type: 'png' }).replace(/^data:image\/png;base64,/, '')
  } finally {
    drawn.dispose()
  }
}
