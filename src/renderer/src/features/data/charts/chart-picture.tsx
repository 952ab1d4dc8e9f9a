import { useComputedColorScheme } from '@mantine/core'
import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef } from 'react'
import { type ChartColors, chartColors } from './chart-colors.ts'
import { init } from './chart-library.ts'
import css from './charts-view.module.css'

interface ChartPictureProps {
  /** Says what the picture shows; the table beside it has the numbers. */
  readonly label: string
  readonly option: (colors: ChartColors) => EChartsCoreOption
  /** A place on the x axis was pressed. */
  onPick(index: number): void
}

/** A canvas that follows its size and the theme. */
export function ChartPicture({ label, option, onPick }: ChartPictureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])
  const scheme = useComputedColorScheme('light')
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens have other values in the other theme
  useEffect(() => {
    const element = frame.current
    if (element !== null) chart.current?.setOption(option(chartColors(element)), { notMerge: true })
  }, [option, scheme])
  return <div ref={frame} role="img" aria-label={label} className={css.picture} />
}
