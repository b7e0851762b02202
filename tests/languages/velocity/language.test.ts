// What Velocity 1.7 itself prints for these, with a handler that makes "" of null references.
import assert from "node:assert/strict";
import { rendered } from "./rendered";

const GIVEN = '#set($x="v")#set($m={"a":{"b":"c"}})#set($l=[1,2,3])';

const TABLES: Readonly<Record<string, readonly (readonly [template: string, expected: string])[]>> = {
  references: [
    ["$x $!x ${x} $!{x}", "v v v v"],
    ["$nope$!nope${nope.a[0]}$nope.go()", ""],
    ['$m.a.b|$m["a"].b|${m.get("a").b}', "c|c|c"],
    ["$l[0]$l[-1]$l.get(1)", "132"],
    ["$x.length()", "1"],
    ["$m.get(bar)", ""],
    ["$x. $x.5 $x.$x $x..a", "v. v.5 v.v v..a"],
    ["$x[0]", ""],
    ["${x}y$xy", "vy"],
    ["$_u-1", ""],
  ],
  "signs that are text": [
    ['{"p":"$.foo.bar"} $5.00 $, $( $[0] ${} $!{}', '{"p":"$.foo.bar"} $5.00 $, $( $[0] ${} $!{}'],
    ["US$! hello", "US$ hello"],
    ["$$x $$$x $!$x #$x", "$v $$v $!v #v"],
    ["#1 #ffaa00 h://h/#f # a", "#1 #ffaa00 h://h/#f # a"],
    ["${ x} $-a", "${ x} $-a"],
    ["a\\b \\\\ \\n", "a\\b \\\\ \\n"],
    ["$ #set($y=1)z|$#if(true)x#end", "z|x"],
    ["$\\!x|${$x}", "|"],
  ],
  "text that touches a reference": [
    ["$x{y}z|$x{$m}|${x}{y}", "v{z|v{|v{y}"],
    ["$x.length()abc.json|${x.length()}abc.json", "1abc|1abc.json"],
    ["$x}  #set($y=1)z|$x]  #set($y=1)z", "v}z|v]  z"],
    ["$x #set($y=1)z", "vz"],
    ["$m.a.b## c\n", "c## c\n"],
    ["$x## c\nz", "vz"],
  ],
  escapes: [
    ["\\$x \\\\$x \\\\\\$x \\$nope \\${x}y \\$!x", "$x \\v \\$x $nope ${x}y $!x"],
    ["\\#if(true) \\\\#if(true)x#end \\#foo \\\\#foo \\#{end}", "#if(true) \\x \\#foo \\\\#foo #{end}"],
    ["\\\\#set($y=1)$y", "\\\\1"],
    ["\\$5 #\\$x $\\$x", "\\$5 #\\v $\\v"],
    ["#macro(e)x#end\\#e() \\\\#e()", "#e() \\x"],
  ],
  strings: [
    [`#set($y="a$x-\${x}")$y`, "av"],
    [`#set($y='a$x''')$y`, "a$x'"],
    [`#set($y="say ""$x""")$y`, 'say "v"'],
    [`#set($y="\\u0041\\\\")$y`, "A\\\\"],
    [`#set($y="$")$y#set($y="#")$y#set($y="a$x #")$y`, "$#av #"],
    [`#set($y="#if($l.size()==3)y#end ## c")$y|`, "y |"],
    [`#set($y="#foreach($i in $l)$i#end")$y`, "123"],
  ],
  literals: [
    ['#set($y=["a",[1],{"k":$x}])$y', "[a, [1], {k=v}]"],
    ["#set($y=[])$y#set($y={ })$y#set($y={'a' : 1 , \"b\":2})$y", "[]{}{a=1, b=2}"],
    ["#set($a=3)#foreach($i in [ $a .. 1 ])$i#end#foreach($i in [-1..1])$i#end", "321-101"],
    [
      "#set($y=1.50)$y,#set($y=-3)$y,#set($y=.5)$y,#set($y=1e3)$y,#set($y=12345678901234567890)$y",
      "1.5,-3,0.5,1000.0,12345678901234567890",
    ],
    ["#set($y=true)$y#set($y=1 == 1)$y", "truetrue"],
  ],
  operators: [
    ["#set($y=2+3*4%5)$y,#set($y=(2+3)*4)$y,#set($y=7/2)$y,#set($y=7/2.0)$y,#set($y=-7%3)$y", "4,20,3,3.5,-1"],
    ['#set($y="a"+1+2)$y,#set($y=1+2+"a")$y,#set($y=$l+"!")$y', "a12,3a,[1, 2, 3]!"],
    ["#set($y=2147483647+1)$y,#set($y=9223372036854775807+1)$y,#set($y=1.5+1)$y", "2147483648,9223372036854775808,2.5"],
    ["#set($y=1)#set($y=$y/0)$y,#set($y=$l*2)$y", "1,1"],
    ['#if(1 == 1.0 && "1" == 1 && $l == [1,2,3] && $m == {"a":{"b":"c"}} && $l == "[1, 2, 3]")y#end', "y"],
    ['#if("a" < "b" || 2 < 1 or $nope > 1)y#{else}n#end', "n"],
    ["#if(not (1 ge 2) and 1 ne 2 && ! false)y#end", "y"],
    ["#set($a=-1)#set($b=3 - -1)$a $b", "-1 4"],
  ],
  "what is true": [
    ['#if($nope)y#end#if($x)y#end#if([])y#end#if(1)y#end#if(1+1)y#end#if("x")y#end', "yy"],
    ['#set($e="")#set($z=0)#set($f=false)#if($e)a#end#if($z)b#end#if($f)c#end#if(!$f)d#end', "abd"],
    ["#set($y=$x && true)$y#set($y=!$x)$y", "truefalse"],
  ],
  "#if": [
    ["#if(false)a#elseif(false)b#elseif(true)c#{else}d#end", "c"],
    ["#{if}(true)x#{else}y#{end}z", "xz"],
    ["#if( $x == 'v' \n)x#end", "x"],
  ],
  "#foreach": [
    [
      "#foreach($i in $l)$foreach.index$foreach.count$foreach.first$foreach.last$velocityCount$velocityHasNext #end",
      "01truefalse1true 12falsefalse2true 23falsetrue3false ",
    ],
    ["#foreach($k in $m.keySet())$k#end#foreach($v in $m)$v.b#end#foreach($i in $x)no#end#foreach($i in $nope)no#end", "ac"],
    ["#foreach($x in $l)$x#end$x#foreach($q in $l)#end[$q]", "123v[]"],
    ["#foreach($a in $l)#foreach($b in $l)#if($b==2)#break#end$a$b #end#end", "11 21 31 "],
    ["#foreach($a in $l)#foreach($b in $l)#if($b==2)#break($foreach.parent)#end$a$b #end#end|", "11 |"],
    ["#foreach($a in [1,2])#foreach($b in [1,2])$foreach.parent.index$foreach.topmost.count #end#end", "01 01 12 12 "],
    ["#foreach($i in $l)#set($foreach.n=$i)$foreach.n#end[$foreach.index]", "123[]"],
    ["#foreach($i in $l.iterator())$i#end", "123"],
    ["#set($n=0)#foreach($i in [1..1500])#set($n=$i)#end$n", "1000"],
  ],
  "#set": [
    ['#set($m.k=1)#set($m["j"]=2)#set($l[0]=9)#set($m.a.b="d")$m $l', "{a={b=d}, k=1, j=2} [9, 2, 3]"],
    ["#set($x=$nope)[$x]#set($m.z.y=1)#set($nope.a=1)$m", "[]{a={b=c}}"],
    ["#set(${x}=1)#set($!x=2)$x#set(${m.k}=3)$m.k", "v3"],
    ["#{set}($y=1)$y", "1"],
  ],
  "#macro": [
    ["#macro(a $a)$a#set($a='in')$a#end#a('p')$a", "pinin"],
    ["#macro(p $a $b)$a-${b}|#end#p(1,2)#p('a' 'b')#p([1,2] {\"a\":1})#p('x')", "2|b|{a=1}||"],
    ["#q('late')#macro(q $a)<$a>#end", "<late>"],
    ["#macro(r)x#end#r #r() #{r}y", "x x xy"],
    ["#macro(s)1#end#macro(s)2#end#s()", "1"],
    ['#macro(t $a)$a$a#end#set($n=0)#t("#set($n=$n+1)$n")', "12"],
    ["#macro(u $n)$n#if($n>0)#set($k=$n - 1)#u($k)#end#end#u(2)", "210"],
    ["#macro(w)a#break b#end#w()c", "ac"],
    ["#macro(z)<$bodyContent>#end#@z()x$x#end", "<xv>"],
    ["#macro(set1)#set($zz=5)#end#set1()$zz", "5"],
    ["#nomacro('a', $x) #@nobody('a')x#end", "#nomacro('a', $x) #@nobody('a')x#end"],
  ],
  "#define, #evaluate, #literal, #stop, #break": [
    ["#define($d)<$x>#end$d#set($x=2)$d", "<v><2>"],
    ["#define($d)a$d#end$d", "aa$d"],
    ['#define($d)$x#end#set($y="[$d]")#if($d=="v")$y#end', "[v]"],
    ["#evaluate('$x')#set($t='#set($q=1)$q')#evaluate($t)$q", "v11"],
    ["#evaluate('a#stop b')c#evaluate('d#break e')f", "acdf"],
    ["#literal()$x #foo#if(true)#end#end|", "$x #foo#if(true)#end|"],
    ["a#stop b", "a"],
    ["a#break b", "a"],
    ["#[[$x #if ##]]#|#*$x*#|a##b", "$x #if ##||a"],
  ],
  "white space": [
    ["#set($a=1)\n\n#set($b=2)\n$a", "\n1"],
    ["  #set($a=1)\n  #set($b=1)  \nx", "x"],
    ["a\n  #set($b=2)  \n c", "a\n   c"],
    ["#if(true) \n x \n #end \n y", " x \n  y"],
    ["#if(true)\r\nx\r\n#else\r\ny\r\n#end\r\nz", "x\r\nz"],
    ["#foreach($i in [1,2])\n$i,\n#end\n", "1,\n2,\n"],
    ["a\n## one\n b ## two\n", "a\n b "],
    ["#macro(n)\nX\n#end\n[#n()\n]", "[X\n]"],
    ["#stop()\nx", ""],
  ],
};

describe("The template language", () => {
  for (const [theme, rows] of Object.entries(TABLES)) {
    for (const [template, expected] of rows) {
      it(`renders ${theme}: ${JSON.stringify(template)}`, () => assert.equal(rendered(GIVEN + template), expected));
    }
  }
});
