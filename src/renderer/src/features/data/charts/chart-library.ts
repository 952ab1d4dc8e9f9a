import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

// Only what the charts of the app are made of: all of ECharts would be three times as much.
use([BarChart, LineChart, ScatterChart, GridComponent, TooltipComponent, DataZoomComponent])
// For files alone, which stand without the words around the picture.
use([TitleComponent, LegendComponent, CanvasRenderer, SVGRenderer])

export { init }
