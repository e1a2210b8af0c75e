package chart
import ("testing";"fmt";"strings")
func TestLook(t *testing.T){
 p:=func(l []string){fmt.Println(strings.Join(l,"|\n")+"|\n")}
 p(after(56,10,Braille).Render(nil))
 p(after(20,4,Braille).Render(nil))
 p(eve(20,6,Braille).Render(nil))
 p(eve(40,8,Braille).Render(nil))
 e:=eve(76,9,Braille); e.Legend=false; e.XLabel=enTime; p(e.Render(nil))
 p(outdoor(60,9,Braille).Render(nil))
 p(week(56,8,Braille).Render(nil))
 p(heatmap(56,12,Braille,7).Render(nil))
 p(heatmap(56,8,Braille,31).Render(nil))
 c:=load(76,10,Braille); c.Layers=nil; c.NoData="aucune donnée pour ce jour"; p(c.Render(nil))
 n:=after(76,10,Braille); n.Y.Zero=false; n.Bands=nil; n.Layers=[]Layer{Bars{Name:"net",Data:quarter(n.From,values(96,func(i int)float64{return 3*bell(float64(i)/4,12,3)-expected(i)+2}))}}; p(n.Render(nil)); n.Graph=ASCII;p(n.Render(nil))
 w:=outdoor(76,9,Braille); w.From=at(1,11,0,0); w.To=at(1,18,0,0); p(w.Render(nil)); w.Graph=Block;p(w.Render(nil)); w.Graph=ASCII;p(w.Render(nil))
 w=outdoor(76,9,Braille); w.From=at(1,11,0,0); w.To=at(1,13,0,0); p(w.Render(nil))
 w.To=at(1,14,0,0); p(w.Render(nil))
 w.To=at(1,16,0,0); p(w.Render(nil))
 w.To=at(1,25,0,0); p(w.Render(nil))
 w.To=at(3,1,0,0); p(w.Render(nil))
 w.To=at(1,11,2,0); p(w.Render(nil))
}
