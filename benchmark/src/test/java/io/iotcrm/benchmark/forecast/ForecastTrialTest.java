package io.iotcrm.benchmark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.forecast.ForecastStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTrialTest {

  @Test
  void comparesWithTheNaiveMethodOnValuesThatTookNoPart() {
    Random random = new Random(1);
    double[] noise = random.doubles(200).map(v -> 10 + v).toArray();

    List<Object> row = ForecastTrial.row(new DataSet("noise", ForecastStep.DAY, List.of(noise)), 7);

    assertThat(row.subList(0, 3)).containsExactly("noise", "7 days", 1);
    assertThat((Integer) row.get(3)).isBetween(8, 12);
    // Of noise without memory the mean is the best forecast, and its error is 1/sqrt(2) to 3/4.
    assertThat(Double.parseDouble((String) row.get(4))).isBetween(0.6, 0.9);
    assertThat(Double.parseDouble((String) row.get(5))).isBetween(0.9, 1.15);
    assertThat(row.get(8)).isEqualTo("1 of 1");
  }

  @Test
  void sumsUpPiecesByItemAndDay(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("retail.csv.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          ("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n"
                  + "1,A,\"LANTERN, RED\",6,2010-12-01 08:26:00,1\n"
                  + "2,A,LANTERN,2,2010-12-01 09:26:00,1\n"
                  + "3,A,LANTERN,2,2010-12-03 09:26:00,1\n"
                  + "4,B,CUP,1,2010-12-03 09:26:00,1\n"
                  + "C5,B,CUP,-1,2010-12-03 09:26:00,1\n")
              .getBytes(StandardCharsets.UTF_8));
    }

    List<DataSet> sets = RetailSeries.read(file, 1);

    assertThat(sets.get(0).series().get(0)).startsWith(8, 0, 3, 0).hasSize(373);
    assertThat(sets.get(1).name()).isEqualTo("online retail, 1 items");
    assertThat(sets.get(1).series().get(0)).startsWith(8, 0, 2, 0);
  }
}
